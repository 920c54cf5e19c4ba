// Package workflowtakesartifacts is the behavior "Workflow takes artifacts of another run"; README.md says how it is told.
package workflowtakesartifacts

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workflow-takes-artifacts",
		Title:      "Workflow takes artifacts of another run",
		About:      "A finished job took artifacts of another run: what was put there by strangers may run with its rights.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
