// Package tenantmemberremoved is the behavior "Member removed from the tenant"; README.md says how it is told.
package tenantmemberremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "tenant-member-removed",
		Title:      "Member removed from the tenant",
		About:      "Somebody who managed the tenant was removed, or left no one to notice.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531"},
		NHI:        []string{"NHI1"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
