// Package azuremanagedidentitychanged is the behavior "Managed identity created, assigned or deleted"; README.md says how it is told.
package azuremanagedidentitychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-managed-identity-changed",
		Title:      "Managed identity created, assigned or deleted",
		About:      "A managed identity was made, given to a resource, or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI1"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
