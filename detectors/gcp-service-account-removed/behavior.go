// Package gcpserviceaccountremoved is the behavior "Service account disabled or deleted"; README.md says how it is told.
package gcpserviceaccountremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-service-account-removed",
		Title:      "Service account disabled or deleted",
		About:      "A service account or one of its keys was disabled or deleted: what runs as it stops.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531"},
		NHI:        []string{"NHI1"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
