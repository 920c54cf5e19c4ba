// Package azurestoragekeysrenewed is the behavior "Keys of a storage account renewed"; README.md says how it is told.
package azurestoragekeysrenewed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-keys-renewed",
		Title:      "Keys of a storage account renewed",
		About:      "A shared key of a storage account was renewed: who had the old one is locked out.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528", "T1531"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
