// Package tenantmemberjoined is the behavior "Member joined the tenant"; README.md says how it is told.
package tenantmemberjoined

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "tenant-member-joined",
		Title:      "Member joined the tenant",
		About:      "Somebody accepted an invitation to manage the tenant.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI1"},
		References: []string{"https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
