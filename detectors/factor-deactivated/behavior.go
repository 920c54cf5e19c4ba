// Package factordeactivated is the behavior "Second factor removed from or suspended for a user"; README.md says how it is told.
package factordeactivated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "factor-deactivated",
		Title:       "Second factor removed from or suspended for a user",
		About:       "A second factor of one user was removed or suspended by somebody else.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1556.006"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"A helpdesk that was asked for it."},
		Detectors:   tabard.Rules(rules),
	}
}
