// Package gcplogmetricoralertremoved is the behavior "Log metrics or alerts deleted"; README.md says how it is told.
package gcplogmetricoralertremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-log-metric-or-alert-removed",
		Title:      "Log metrics or alerts deleted",
		About:      "What raises an alert was deleted or changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
