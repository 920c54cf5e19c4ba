// Package m365sharedoutside is the behavior "Shared with people outside, or sharing opened"; README.md says how it is told.
package m365sharedoutside

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-shared-outside",
		Title:      "Shared with people outside, or sharing opened",
		About:      "A link that anybody can use was made, somebody outside got a file, or a site or the tenant now allows it.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567", "T1213.002"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
