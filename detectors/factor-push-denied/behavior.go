// Package factorpushdenied is the behavior "Sign-in request denied by the user"; README.md says how it is told.
package factorpushdenied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "factor-push-denied",
		Title:      "Sign-in request denied by the user",
		About:      "A user answered no to a request to sign in: somebody else has the password.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1621"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
