// Package riskassessmentdisabled is the behavior "Risk assessment of sign-ins disabled"; README.md says how it is told.
package riskassessmentdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "risk-assessment-disabled",
		Title:      "Risk assessment of sign-ins disabled",
		About:      "Sign-ins are no longer judged by their risk, so that no second factor is asked for.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
