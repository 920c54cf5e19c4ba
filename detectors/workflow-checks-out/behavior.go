// Package workflowchecksout is the behavior "Workflow checks out code"; README.md says how it is told.
package workflowchecksout

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workflow-checks-out",
		Title:      "Workflow checks out code",
		About:      "A finished job checked out code: with a dangerous trigger that is the code of strangers.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
