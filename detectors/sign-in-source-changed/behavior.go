// Package signinsourcechanged is the behavior "Where users come from was changed"; README.md says how it is told.
package signinsourcechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sign-in-source-changed",
		Title:      "Where users come from was changed",
		About:      "A connection to another directory or database of users was made, changed or deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002", "T1556"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
