// Package azureroleassignmentdeleted is the behavior "Role assignment removed"; README.md says how it is told.
package azureroleassignmentdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-role-assignment-deleted",
		Title:      "Role assignment removed",
		About:      "A role assignment was removed: somebody may be locked out.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
