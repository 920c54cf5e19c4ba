// Package mfapolicyenabled is the behavior "Second factor asked for"; README.md says how it is told.
package mfapolicyenabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mfa-policy-enabled",
		Title:      "Second factor asked for",
		About:      "A policy that asks for a second factor was set.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
