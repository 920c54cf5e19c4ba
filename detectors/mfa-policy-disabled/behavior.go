// Package mfapolicydisabled is the behavior "Second factor no longer asked for"; README.md says how it is told.
package mfapolicydisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mfa-policy-disabled",
		Title:      "Second factor no longer asked for",
		About:      "The policies that ask for a second factor were emptied: nobody needs one.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
