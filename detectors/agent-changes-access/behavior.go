// Package agentchangesaccess is the behavior "AI agent changes access"; README.md says how it is told.
package agentchangesaccess

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "agent-changes-access",
		Title:      "AI agent changes access",
		About:      "An AI agent made a secret, let somebody in, changed a protection or handed out credentials.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyQuarantine,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI1", "NHI5"},
		ASI:        []string{"ASI03", "ASI10"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
