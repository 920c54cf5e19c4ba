// Package azuregpustarted is the behavior "Machine for models or mining started"; README.md says how it is told.
package azuregpustarted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-gpu-started",
		Title:      "Machine for models or mining started",
		About:      "A machine with graphics processors was made or changed to, or the quota for them raised.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/en-us/azure/role-based-access-control/resource-provider-operations", "https://learn.microsoft.com/en-us/azure/azure-monitor/essentials/activity-log-schema"},
		Detectors:  tabard.Rules(rules),
	}
}
