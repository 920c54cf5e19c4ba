// Package personaltokengranted is the behavior "Token, key or secret made"; README.md says how it is told.
package personaltokengranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "personal-token-granted",
		Title:      "Token, key or secret made",
		About:      "A personal access token, deploy or SSH key was made or let in, or a secret of workflows was made or changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001", "T1098.004"},
		NHI:        []string{"NHI7"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
