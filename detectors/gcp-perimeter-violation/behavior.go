// Package gcpperimeterviolation is the behavior "Call refused by a service perimeter"; README.md says how it is told.
package gcpperimeterviolation

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-perimeter-violation",
		Title:      "Call refused by a service perimeter",
		About:      "A call was refused because it crosses the border of a service perimeter.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1537", "T1078.004"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
