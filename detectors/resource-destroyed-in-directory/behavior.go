// Package resourcedestroyedindirectory is the behavior "Application, API, user or organization of the directory deleted"; README.md says how it is told.
package resourcedestroyedindirectory

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "resource-destroyed-in-directory",
		Title:      "Application, API, user or organization of the directory deleted",
		About:      "Something that others rely on to sign in was deleted.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531", "T1485"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
