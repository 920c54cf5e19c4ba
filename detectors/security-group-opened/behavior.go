// Package securitygroupopened is the behavior "Security group opened to the internet"; README.md says how it is told.
package securitygroupopened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "security-group-opened",
		Title:      "Security group opened to the internet",
		About:      "A rule lets everybody on the internet in.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
