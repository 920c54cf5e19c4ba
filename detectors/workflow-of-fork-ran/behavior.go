// Package workflowofforkran is the behavior "Workflow ran for a fork"; README.md says how it is told.
package workflowofforkran

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workflow-of-fork-ran",
		Title:      "Workflow ran for a fork",
		About:      "A workflow ran for a pull request of somebody outside.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
