// Package workflowonpullrequesttarget is the behavior "Workflow run by pull_request_target"; README.md says how it is told.
package workflowonpullrequesttarget

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workflow-on-pull-request-target",
		Title:      "Workflow run by pull_request_target",
		About:      "A run had the secrets and the write token of the target, started by whoever opened a pull request.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
