// Package azurenetworksecuritygroupchanged is the behavior "Network security group changed"; README.md says how it is told.
package azurenetworksecuritygroupchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-network-security-group-changed",
		Title:      "Network security group changed",
		About:      "A network security group or one of its rules was made, changed or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
