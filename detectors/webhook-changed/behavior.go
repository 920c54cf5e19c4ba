// Package webhookchanged is the behavior "Webhook created, changed or deleted"; README.md says how it is told.
package webhookchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "webhook-changed",
		Title:      "Webhook created, changed or deleted",
		About:      "Where GitHub sends events of a repository or organization was changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567"},
		NHI:        []string{"NHI3"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
