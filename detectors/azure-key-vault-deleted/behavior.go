// Package azurekeyvaultdeleted is the behavior "Key vault, or what it holds, deleted or purged"; README.md says how it is told.
package azurekeyvaultdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-key-vault-deleted",
		Title:      "Key vault, or what it holds, deleted or purged",
		About:      "A vault, managed HSM, key, secret or certificate was deleted, or purged so that nobody can bring it back.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
