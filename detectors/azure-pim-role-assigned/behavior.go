// Package azurepimroleassigned is the behavior "Role made eligible or active by PIM"; README.md says how it is told.
package azurepimroleassigned

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-pim-role-assigned",
		Title:      "Role made eligible or active by PIM",
		About:      "A role of a resource was made active or eligible through Privileged Identity Management.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
