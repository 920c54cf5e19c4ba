// Package gcpdestructivequery is the behavior "Tables deleted or emptied"; README.md says how it is told.
package gcpdestructivequery

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-destructive-query",
		Title:      "Tables deleted or emptied",
		About:      "A query or call deleted or emptied tables or datasets.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
