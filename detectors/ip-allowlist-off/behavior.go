// Package ipallowlistoff is the behavior "Allowed networks switched off or opened"; README.md says how it is told.
package ipallowlistoff

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ip-allowlist-off",
		Title:      "Allowed networks switched off or opened",
		About:      "The list of allowed networks was switched off, or opened to the whole internet.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
