// Package gcplogsinkorbucketdeleted is the behavior "Log sink or bucket deleted"; README.md says how it is told.
package gcplogsinkorbucketdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-log-sink-or-bucket-deleted",
		Title:      "Log sink or bucket deleted",
		About:      "Where logs are kept or sent was deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
