// Package azuredefenderdisabled is the behavior "Defender or Sentinel switched off or weakened"; README.md says how it is told.
package azuredefenderdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-defender-disabled",
		Title:      "Defender or Sentinel switched off or weakened",
		About:      "A plan of Defender went back to the free tier, or rules, connectors or settings of Defender or Sentinel were deleted, or alerts suppressed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
