// Package gcpauditconfigchanged is the behavior "Audit of data access switched off"; README.md says how it is told.
package gcpauditconfigchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-audit-config-changed",
		Title:      "Audit of data access switched off",
		About:      "The audit configuration of a project was taken away, or somebody was exempted from it.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
