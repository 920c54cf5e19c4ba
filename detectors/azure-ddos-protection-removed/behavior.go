// Package azureddosprotectionremoved is the behavior "Protection against flooding removed"; README.md says how it is told.
package azureddosprotectionremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-ddos-protection-removed",
		Title:      "Protection against flooding removed",
		About:      "A plan against denial of service was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1498", "T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
