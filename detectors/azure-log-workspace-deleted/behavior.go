// Package azurelogworkspacedeleted is the behavior "Log workspace deleted"; README.md says how it is told.
package azurelogworkspacedeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-log-workspace-deleted",
		Title:      "Log workspace deleted",
		About:      "A Log Analytics workspace, and all that was logged to it, was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008", "T1485"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
