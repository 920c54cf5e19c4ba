// Package azurestorageencryptionweakened is the behavior "Transport security of a storage account lowered"; README.md says how it is told.
package azurestorageencryptionweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-encryption-weakened",
		Title:      "Transport security of a storage account lowered",
		About:      "A storage account takes plain HTTP or old TLS.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.010"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
