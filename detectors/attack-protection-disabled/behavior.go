// Package attackprotectiondisabled is the behavior "Protection against attacks switched off"; README.md says how it is told.
package attackprotectiondisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "attack-protection-disabled",
		Title:      "Protection against attacks switched off",
		About:      "Brute-force, breached-password, bot or suspicious-address protection was switched off, or lets every address by.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
