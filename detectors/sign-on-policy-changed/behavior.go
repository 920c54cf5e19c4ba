// Package signonpolicychanged is the behavior "Sign-on policy, application or zone changed"; README.md says how it is told.
package signonpolicychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "sign-on-policy-changed",
		Title:       "Sign-on policy, application or zone changed",
		About:       "A policy, rule, application or network zone was made, changed or removed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1556.009"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"Ordinary administration: it is meant for looking back."},
		Detectors:   tabard.Rules(rules),
	}
}
