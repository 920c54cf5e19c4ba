// Package azureadminroleassigned is the behavior "Administrator role assigned"; README.md says how it is told.
package azureadminroleassigned

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-admin-role-assigned",
		Title:      "Administrator role assigned",
		About:      "A role that controls everything in its scope (Owner, Contributor, User Access Administrator, RBAC Administrator) was assigned.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
