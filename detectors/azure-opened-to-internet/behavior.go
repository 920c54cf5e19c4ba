// Package azureopenedtointernet is the behavior "Service opened to every address"; README.md says how it is told.
package azureopenedtointernet

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-opened-to-internet",
		Title:      "Service opened to every address",
		About:      "A firewall of a database, vault, store, model or cluster lets every address in, or public access was switched on.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1190", "T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://learn.microsoft.com/en-us/azure/role-based-access-control/resource-provider-operations", "https://learn.microsoft.com/en-us/azure/azure-monitor/essentials/activity-log-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
