// Package entrapimweakened is the behavior "What taking a role needs was weakened"; README.md says how it is told.
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
		Title:      "What taking a role needs was weakened",
		About:      "Activating a role needs less than before, or an alert about roles was switched off.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
