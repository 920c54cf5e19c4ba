// Package entrapimweakened is the behavior "Settings or alerts of PIM changed"; README.md says how it is told.
package entrapimweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-pim-weakened",
		Title:      "Settings or alerts of PIM changed",
		About:      "What activating a role takes was changed, or an alert of PIM was switched off.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
