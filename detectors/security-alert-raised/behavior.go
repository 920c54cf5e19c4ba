// Package securityalertraised is the behavior "Alert of GitHub"; README.md says how it is told.
package securityalertraised

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "security-alert-raised",
		Title:      "Alert of GitHub",
		About:      "GitHub found a secret, a vulnerable dependency or a weakness in code, or a sign-in from an unknown device.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise", "https://docs.github.com/en/webhooks/webhook-events-and-payloads"},
		Detectors:  tabard.Rules(rules),
	}
}
