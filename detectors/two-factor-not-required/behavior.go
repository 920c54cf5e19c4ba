// Package twofactornotrequired is the behavior "Second factor no longer required"; README.md says how it is told.
package twofactornotrequired

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "two-factor-not-required",
		Title:      "Second factor no longer required",
		About:      "The second factor is no longer required, or a user switched theirs off.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
