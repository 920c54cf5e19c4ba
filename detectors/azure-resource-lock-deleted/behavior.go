// Package azureresourcelockdeleted is the behavior "Resource lock deleted"; README.md says how it is told.
package azureresourcelockdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-resource-lock-deleted",
		Title:      "Resource lock deleted",
		About:      "A lock that kept resources from being changed or deleted was removed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
