// Package codeexported is the behavior "Code or lists taken out"; README.md says how it is told.
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
		Title:      "Code or lists taken out",
		About:      "Repositories, the audit log or lists of members or weaknesses were exported, or repositories were read by a tool that hunts for secrets.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1213.003", "T1530", "T1552.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise", "https://attack.mitre.org/techniques/T1213/003/"},
		Detectors:  tabard.Rules(rules),
	}
}
