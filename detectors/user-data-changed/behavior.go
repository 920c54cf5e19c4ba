// Package userdatachanged is the behavior "Start script of an instance changed"; README.md says how it is told.
package userdatachanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "user-data-changed",
		Title:      "Start script of an instance changed",
		About:      "The user data of an instance was changed: it runs as root at the next start.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1059", "T1098"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1059/"},
		Detectors:  tabard.Rules(rules),
	}
}
