// Package mfabypassattempted is the behavior "Attempt to get around the second factor"; README.md says how it is told.
package mfabypassattempted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "mfa-bypass-attempted",
		Title:      "Attempt to get around the second factor",
		About:      "Okta saw an attempt to bypass the second factor.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
