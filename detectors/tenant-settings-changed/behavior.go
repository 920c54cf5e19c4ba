// Package tenantsettingschanged is the behavior "Settings of the tenant changed"; README.md says how it is told.
package tenantsettingschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "tenant-settings-changed",
		Title:      "Settings of the tenant changed",
		About:      "Sessions, flags, pages or domains of the tenant were changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
