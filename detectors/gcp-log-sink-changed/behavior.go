// Package gcplogsinkchanged is the behavior "Log sink changed"; README.md says how it is told.
package gcplogsinkchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-log-sink-changed",
		Title:      "Log sink changed",
		About:      "Where logs are sent, or which, was changed or made.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
