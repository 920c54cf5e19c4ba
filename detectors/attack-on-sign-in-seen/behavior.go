// Package attackonsigninseen is the behavior "The directory itself saw an attack on sign-in"; README.md says how it is told.
package attackonsigninseen

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "attack-on-sign-in-seen",
		Title:      "The directory itself saw an attack on sign-in",
		About:      "A leaked password was used, a refresh token came twice, an address or account was blocked for guessing, or bots were seen.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1110", "T1078"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
