// Package mfaruleweakened is the behavior "Sign-on rule weakened"; README.md says how it is told.
package mfaruleweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mfa-rule-weakened",
		Title:      "Sign-on rule weakened",
		About:      "A policy rule was changed so that a second factor is no longer asked for, or asked once in a long time.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.009"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
