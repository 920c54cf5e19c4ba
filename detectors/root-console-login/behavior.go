// Package rootconsolelogin is the behavior "Root signed in to the console"; README.md says how it is told.
package rootconsolelogin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-console-login",
		Title:      "Root signed in to the console",
		About:      "The root user of the account signed in: it can do everything and is for emergencies only.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI10"},
		References: []string{"https://attack.mitre.org/techniques/T1078/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
