// Package loginunusual is the behavior "Sign-in that is unlike the user"; README.md says how it is told.
package loginunusual

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "login-unusual",
		Title:      "Sign-in that is unlike the user",
		About:      "The identity provider marked a sign-in as unlike what the user does: new device, place and network, or high risk.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
