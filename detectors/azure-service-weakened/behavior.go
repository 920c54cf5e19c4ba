// Package azureserviceweakened is the behavior "Protection of a store, database, vault or app loosened"; README.md says how it is told.
package azureserviceweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-service-weakened",
		Title:      "Protection of a store, database, vault or app loosened",
		About:      "Plain HTTP, old TLS, shared keys, local accounts, soft delete off, no lock on deletion, or an administrator's account of the service was allowed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://learn.microsoft.com/en-us/azure/role-based-access-control/resource-provider-operations", "https://learn.microsoft.com/en-us/azure/azure-monitor/essentials/activity-log-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
