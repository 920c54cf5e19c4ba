// Package azurepolicyremoved is the behavior "Policy or lock that guards resources removed"; README.md says how it is told.
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
		Title:      "Policy or lock that guards resources removed",
		About:      "A policy, its assignment, an exemption from it, or a lock against deletion was removed or made.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
