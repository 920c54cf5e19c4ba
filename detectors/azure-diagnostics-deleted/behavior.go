// Package azurediagnosticsdeleted is the behavior "Log of the cloud no longer kept"; README.md says how it is told.
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
		Title:      "Log of the cloud no longer kept",
		About:      "A setting, stream, workspace or hub that keeps the logs of resources or of the network was deleted or switched off.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
