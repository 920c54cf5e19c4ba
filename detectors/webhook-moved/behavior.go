// Package webhookmoved is the behavior "Webhook moved to another host or made insecure"; README.md says how it is told.
package webhookmoved

import "tabard.dev/tabard"

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "webhook-moved",
		Title:       "Webhook moved to another host or made insecure",
		About:       "What a webhook tells goes to another host than before, or can be read or forged on the way.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1567", "T1020"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		FalseAlarms: []string{"A move to a new host of one's own."},
		Detectors: []tabard.Detector{
			{Family: "github.audit", Actions: []string{"hook.config_changed", "hook.create"}, Judge: judge},
		},
	}
}
