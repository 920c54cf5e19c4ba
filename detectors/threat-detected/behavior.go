// Package threatdetected is the behavior "Threat seen by the identity provider"; README.md says how it is told.
package threatdetected

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "threat-detected",
		Title:      "Threat seen by the identity provider",
		About:      "The identity provider saw requests from addresses that attack many of its customers, or a stolen session.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
