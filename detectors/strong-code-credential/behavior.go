// Package strongcodecredential is the behavior "Strong token or key made"; README.md says how it is told.
package strongcodecredential

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "strong-code-credential",
		Title:      "Strong token or key made",
		About:      "A token or key that can write to code, sees all repositories or administers was made or let in.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.001", "T1098.004"},
		NHI:        []string{"NHI5", "NHI7"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
