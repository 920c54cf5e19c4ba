// Package appinstalledeverywhere is the behavior "Application let in everywhere"; README.md says how it is told.
package appinstalledeverywhere

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "app-installed-everywhere",
		Title:      "Application let in everywhere",
		About:      "An application was installed on all repositories, may write or administer, or the restriction of OAuth applications was lifted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1528", "T1195"},
		NHI:        []string{"NHI3", "NHI5"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
