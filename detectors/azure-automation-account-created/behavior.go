// Package azureautomationaccountcreated is the behavior "Automation account created"; README.md says how it is told.
package azureautomationaccountcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-automation-account-created",
		Title:      "Automation account created",
		About:      "An automation account, whose runbooks run with rights of their own, was made or changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004", "T1053"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
