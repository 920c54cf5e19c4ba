// Package gcpdeploymentescalation is the behavior "Deployment by templates acts in another's name"; README.md says how it is told.
package gcpdeploymentescalation

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-deployment-escalation",
		Title:      "Deployment by templates acts in another's name",
		About:      "Deployment Manager or Cloud Build, which act with wide rights, were told to make something.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1548"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
