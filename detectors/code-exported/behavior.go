// Package codeexported is the behavior "Code, log or member list exported"; README.md says how it is told.
package codeexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "code-exported",
		Title:      "Code, log or member list exported",
		About:      "Repositories, the audit log or lists of members or weaknesses were exported.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1213.003", "T1530"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
