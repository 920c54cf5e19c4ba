// Package supportaccessgranted is the behavior "Vendor staff let in or acting"; README.md says how it is told.
package supportaccessgranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "support-access-granted",
		Title:       "Vendor staff let in or acting",
		About:       "Staff of the vendor were let into the organization, acted as one of its users, or changed it: credentials they reset, settings they updated, repositories they unlocked.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1199", "T1078.004"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://help.okta.com/en-us/content/topics/settings/settings-support-access.htm", "https://docs.github.com/en/enterprise-server@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		FalseAlarms: []string{"A support case that the organization opened itself."},
		Detectors:   tabard.Rules(rules),
	}
}
