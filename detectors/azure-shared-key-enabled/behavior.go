// Package azuresharedkeyenabled is the behavior "Shared keys of a storage account enabled"; README.md says how it is told.
package azuresharedkeyenabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-shared-key-enabled",
		Title:      "Shared keys of a storage account enabled",
		About:      "A storage account takes its two shared keys again: whoever has one is everybody.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
