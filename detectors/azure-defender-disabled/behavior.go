// Package azuredefenderdisabled is the behavior "Defender for Cloud disabled"; README.md says how it is told.
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
		Title:      "Defender for Cloud disabled",
		About:      "A Defender plan was set to the free tier or deleted, or its settings, contacts or assessments were removed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
