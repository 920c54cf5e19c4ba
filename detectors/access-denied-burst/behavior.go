// Package accessdeniedburst is the behavior "Many different calls refused in a short time"; README.md says how it is told.
package accessdeniedburst

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "access-denied-burst",
		Title:      "Many different calls refused in a short time",
		About:      "Five or more different calls of one identity were refused within ten minutes: it tries what it may do.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1580", "T1526"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1580/"},
		Detectors:  tabard.Rules(rules),
	}
}
