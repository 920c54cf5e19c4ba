// Package azuresentinelweakened is the behavior "Sentinel weakened"; README.md says how it is told.
package azuresentinelweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-sentinel-weakened",
		Title:      "Sentinel weakened",
		About:      "Rules, automation or connectors of Sentinel, or its very onboarding, were deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
