// Package branchprotectionoverridden is the behavior "Branch or deployment protection overridden"; README.md says how it is told.
package branchprotectionoverridden

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "branch-protection-overridden",
		Title:       "Branch or deployment protection overridden",
		About:       "An administrator pushed or deployed past a protection.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		FalseAlarms: []string{"Emergencies, and bots that are allowed to."},
		Detectors:   tabard.Rules(rules),
	}
}
