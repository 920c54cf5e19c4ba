// Package azuredatacollectiondeleted is the behavior "Log collection deleted"; README.md says how it is told.
package azuredatacollectiondeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-data-collection-deleted",
		Title:      "Log collection deleted",
		About:      "A data collection rule or endpoint, a log profile, or what ships logs was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
