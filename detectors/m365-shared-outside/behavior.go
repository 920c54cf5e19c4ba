// Package m365sharedoutside is the behavior "Files shared with everybody or outside"; README.md says how it is told.
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
		Title:      "Files shared with everybody or outside",
		About:      "A link that works for anybody was made, or files were shared with outsiders.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567", "T1213.002"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
