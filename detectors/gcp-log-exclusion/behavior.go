// Package gcplogexclusion is the behavior "Log entries excluded or deleted"; README.md says how it is told.
package gcplogexclusion

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-log-exclusion",
		Title:      "Log entries excluded or deleted",
		About:      "Log entries are now left out, logs were deleted, or which entries are audited was changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008", "T1070"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
