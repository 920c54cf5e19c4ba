// Package azurefirewalldeleted is the behavior "Firewall, its rules or protection of the network deleted"; README.md says how it is told.
package azurefirewalldeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-firewall-deleted",
		Title:      "Firewall, its rules or protection of the network deleted",
		About:      "A firewall, web application firewall, their policies, or protection against floods was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
