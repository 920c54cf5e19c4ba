// Package azureresourcedestroyed is the behavior "Machine, database, store or subscription deleted"; README.md says how it is told.
package azureresourcedestroyed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-resource-destroyed",
		Title:      "Machine, database, store or subscription deleted",
		About:      "A machine, database, storage account, cluster, resource group or a whole subscription was deleted or cancelled.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1489"},
		NHI:        []string{"NHI6"},
		References: []string{"https://learn.microsoft.com/en-us/azure/role-based-access-control/resource-provider-operations", "https://learn.microsoft.com/en-us/azure/azure-monitor/essentials/activity-log-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
