// Package passwordrevealed is the behavior "Stored password of an application read"; README.md says how it is told.
package passwordrevealed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "password-revealed",
		Title:      "Stored password of an application read",
		About:      "A password that the identity provider keeps for a user in an application was shown.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
