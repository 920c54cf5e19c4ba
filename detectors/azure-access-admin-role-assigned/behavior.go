// Package azureaccessadminroleassigned is the behavior "Role to assign roles given"; README.md says how it is told.
package azureaccessadminroleassigned

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-access-admin-role-assigned",
		Title:      "Role to assign roles given",
		About:      "Somebody may now assign roles: Owner, User Access Administrator or RBAC Administrator.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
