// Package azurevaultsecretread is the behavior "Secret or key taken out of a key vault"; README.md says how it is told.
package azurevaultsecretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vault-secret-read",
		Title:      "Secret or key taken out of a key vault",
		About:      "A secret was read, listed or backed up by its holder's rights in the data plane.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/en-us/azure/role-based-access-control/resource-provider-operations", "https://learn.microsoft.com/en-us/azure/azure-monitor/essentials/activity-log-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
