// Package azurerunbookchanged is the behavior "Code that runs by itself made or changed"; README.md says how it is told.
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
		Title:      "Code that runs by itself made or changed",
		About:      "A runbook, its account, job, schedule or webhook, a logic app, or the code of a function was made or changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1053", "T1059"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
