// Package gcpperimeterchanged is the behavior "Service perimeter or access level changed"; README.md says how it is told.
package gcpperimeterchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-perimeter-changed",
		Title:      "Service perimeter or access level changed",
		About:      "A perimeter that keeps data in, or the levels that open it, were changed or deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
