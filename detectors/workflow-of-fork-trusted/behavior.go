// Package workflowofforktrusted is the behavior "Code of a fork ran with rights of the target"; README.md says how it is told.
package workflowofforktrusted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workflow-of-fork-trusted",
		Title:      "Code of a fork ran with rights of the target",
		About:      "A run for a pull request from a fork had the secrets of the target.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
