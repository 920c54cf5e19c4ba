// Package riskassessmentenabled is the behavior "Risk assessment of sign-ins enabled"; README.md says how it is told.
package riskassessmentenabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "risk-assessment-enabled",
		Title:      "Risk assessment of sign-ins enabled",
		About:      "Sign-ins are judged by their risk from now on.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
