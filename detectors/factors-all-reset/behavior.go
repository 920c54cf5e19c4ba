// Package factorsallreset is the behavior "All second factors of a user reset"; README.md says how it is told.
package factorsallreset

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "factors-all-reset",
		Title:       "All second factors of a user reset",
		About:       "Somebody else reset all second factors of a user: the next sign-in may enroll the factor of an attacker.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1556.006"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		FalseAlarms: []string{"A helpdesk that was asked for it."},
		Detectors:   tabard.Rules(rules),
	}
}
