// Package secretpushprotectionbypassed is the behavior "Secret pushed or alert waved away"; README.md says how it is told.
package secretpushprotectionbypassed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-push-protection-bypassed",
		Title:      "Secret pushed or alert waved away",
		About:      "A secret was pushed past the protection, or an alert was closed without a fix.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.001", "T1562"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
