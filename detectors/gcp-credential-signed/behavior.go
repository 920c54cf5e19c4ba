// Package gcpcredentialsigned is the behavior "Service account signed for, or its tokens made"; README.md says how it is told.
package gcpcredentialsigned

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-credential-signed",
		Title:      "Service account signed for, or its tokens made",
		About:      "A token of a service account, or a signature in its name, was made by somebody who may do so.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1550.001", "T1528"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
