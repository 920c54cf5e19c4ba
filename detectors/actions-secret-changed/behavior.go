// Package actionssecretchanged is the behavior "Secret of workflows made or changed"; README.md says how it is told.
package actionssecretchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "actions-secret-changed",
		Title:       "Secret of workflows made or changed",
		About:       "A secret that workflows, Codespaces or Dependabot use was made or changed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyNone,
		MITRE:       []string{"T1098.001"},
		NHI:         []string{"NHI7"},
		References:  []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		FalseAlarms: []string{"Ordinary deployment work: it is meant for looking back."},
		Detectors:   tabard.Rules(rules),
	}
}
