// Package gcpprotectionremoved is the behavior "Guard of the organization, its services or clusters loosened"; README.md says how it is told.
package gcpprotectionremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-protection-removed",
		Title:      "Guard of the organization, its services or clusters loosened",
		About:      "A constraint was relaxed, a perimeter, deny policy or security service was switched off, or a cluster or database opened.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001", "T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
