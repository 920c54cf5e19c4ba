// Package workspacedataexported is the behavior "Data of the organization exported"; README.md says how it is told.
package workspacedataexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workspace-data-exported",
		Title:      "Data of the organization exported",
		About:      "An export of the data of the whole organization, or of one user, was started.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
