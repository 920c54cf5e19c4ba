// Package azurerunbookchanged is the behavior "Runbook created or changed"; README.md says how it is told.
package azurerunbookchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-runbook-changed",
		Title:      "Runbook created or changed",
		About:      "A runbook was made, changed or published: its code runs with the rights of the account.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1053", "T1059"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
