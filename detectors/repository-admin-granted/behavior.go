// Package repositoryadmingranted is the behavior "Strong access to a repository given"; README.md says how it is told.
package repositoryadmingranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "repository-admin-granted",
		Title:      "Strong access to a repository given",
		About:      "Somebody, a team, a key, a token or an application may now administer or write to a repository.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003", "T1098.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise", "https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
