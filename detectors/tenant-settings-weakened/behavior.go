// Package tenantsettingsweakened is the behavior "Settings of the directory weakened"; README.md says how it is told.
package tenantsettingsweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "tenant-settings-weakened",
		Title:      "Settings of the directory weakened",
		About:      "Sessions last long, clients may register themselves, passwords may be weak, or tokens may be used again.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1562.001"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
