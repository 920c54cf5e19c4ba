// Package mfafactordisabled is the behavior "Second factor of the directory switched off"; README.md says how it is told.
package mfafactordisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mfa-factor-disabled",
		Title:      "Second factor of the directory switched off",
		About:      "A second factor, or the policy that asks for one, was switched off.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
