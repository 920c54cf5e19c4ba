// Package refreshtokenreused is the behavior "Token used twice"; README.md says how it is told.
package refreshtokenreused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "refresh-token-reused",
		Title:      "Token used twice",
		About:      "A refresh token that had been used was used again: two have it.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
