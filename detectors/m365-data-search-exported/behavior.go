// Package m365datasearchexported is the behavior "Content of the organization searched or exported"; README.md says how it is told.
package m365datasearchexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-data-search-exported",
		Title:      "Content of the organization searched or exported",
		About:      "Somebody searched everybody's content or exported what was found.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1114.002", "T1213"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
