// Package flowlogsdeleted is the behavior "Logging of network or access switched off"; README.md says how it is told.
package flowlogsdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "flow-logs-deleted",
		Title:      "Logging of network or access switched off",
		About:      "Flow logs, DNS query logs, or the access logs of a bucket, load balancer, distribution, database, API or firewall were deleted or switched off.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
