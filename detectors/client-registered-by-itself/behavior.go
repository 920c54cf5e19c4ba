// Package clientregisteredbyitself is the behavior "Client registered itself"; README.md says how it is told.
package clientregisteredbyitself

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "client-registered-by-itself",
		Title:      "Client registered itself",
		About:      "An application registered itself: anybody can where dynamic registration is on.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136.003"},
		NHI:        []string{"NHI1"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
