// Package integrationconnected is the behavior "Integration installed or connected"; README.md says how it is told.
package integrationconnected

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "integration-connected",
		Title:      "Integration installed or connected",
		About:      "A third party was connected.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1199"},
		NHI:        []string{"NHI3"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
