// Package azurepolicyremoved is the behavior "Policy or its assignment deleted"; README.md says how it is told.
package azurepolicyremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-policy-removed",
		Title:      "Policy or its assignment deleted",
		About:      "An Azure Policy, or its assignment to a scope, was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
