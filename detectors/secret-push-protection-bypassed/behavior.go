// Package secretpushprotectionbypassed is the behavior "Protection bypassed or alert waved away"; README.md says how it is told.
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
		Title:      "Protection bypassed or alert waved away",
		About:      "Somebody pushed or deployed past a protection, pushed a secret past its protection, or closed an alert without a fix.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.001", "T1562"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
