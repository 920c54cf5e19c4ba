// Package roleassigned is the behavior "Role assigned"; README.md says how it is told.
package roleassigned

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "role-assigned",
		Title:      "Role assigned",
		About:      "A user was given roles or permissions.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
