// Package azurediagnosticsdeleted is the behavior "Diagnostic settings deleted"; README.md says how it is told.
package azurediagnosticsdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-diagnostics-deleted",
		Title:      "Diagnostic settings deleted",
		About:      "What a resource logs is no longer sent anywhere: its diagnostic setting was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
