// Package gcpactasserviceaccount is the behavior "Something runs as a service account"; README.md says how it is told.
package gcpactasserviceaccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-act-as-service-account",
		Title:      "Something runs as a service account",
		About:      "Somebody let a resource run as a service account.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1548", "T1078.004"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
