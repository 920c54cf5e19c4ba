// Package signinpressure is the behavior "Accounts locked, limits hit or applications refused"; README.md says how it is told.
package signinpressure

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "sign-in-pressure",
		Title:       "Accounts locked, limits hit or applications refused",
		About:       "Somebody is trying: an account was locked, a request limit was reached, a client sent wrong secrets, or a user was refused an application that is not theirs.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1110", "T1498"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"A misconfigured integration."},
		Detectors:   tabard.Rules(rules),
	}
}
