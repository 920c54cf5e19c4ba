// Package azurestoragekeyslisted is the behavior "Keys of a storage account listed"; README.md says how it is told.
package azurestoragekeyslisted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-keys-listed",
		Title:      "Keys of a storage account listed",
		About:      "Somebody took the shared keys of a storage account.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552", "T1530"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
