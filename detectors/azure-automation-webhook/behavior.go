// Package azureautomationwebhook is the behavior "Webhook or schedule of automation created"; README.md says how it is told.
package azureautomationwebhook

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-automation-webhook",
		Title:      "Webhook or schedule of automation created",
		About:      "A runbook can now be started by whoever knows an address, or by the clock.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1546", "T1053"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
