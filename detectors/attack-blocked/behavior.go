// Package attackblocked is the behavior "Address or account blocked after many attempts"; README.md says how it is told.
package attackblocked

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "attack-blocked",
		Title:      "Address or account blocked after many attempts",
		About:      "An address or an account was blocked after too many attempts.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
