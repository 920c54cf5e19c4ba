// Package entraguestinvited is the behavior "Guest invited"; README.md says how it is told.
package entraguestinvited

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-guest-invited",
		Title:      "Guest invited",
		About:      "A guest was invited, or accepted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136.003"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
