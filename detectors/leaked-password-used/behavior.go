// Package leakedpasswordused is the behavior "Leaked password used"; README.md says how it is told.
package leakedpasswordused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "leaked-password-used",
		Title:      "Leaked password used",
		About:      "Somebody signed in or up with a password that was in a leak of another site.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110.004"},
		NHI:        []string{"NHI2"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
