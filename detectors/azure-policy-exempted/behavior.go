// Package azurepolicyexempted is the behavior "Policy exemption made"; README.md says how it is told.
package azurepolicyexempted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-policy-exempted",
		Title:      "Policy exemption made",
		About:      "A scope was exempted from a policy.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
