// Package gcpmachinemisused is the behavior "Machine for mining, or with the rights of everything, started"; README.md says how it is told.
package gcpmachinemisused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-machine-misused",
		Title:      "Machine for mining, or with the rights of everything, started",
		About:      "A machine with graphics processors or very many cores was made, or one whose service account may use the whole cloud.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496.001", "T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
