// Package azurekeyvaultpurged is the behavior "Purged from a key vault"; README.md says how it is told.
package azurekeyvaultpurged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-key-vault-purged",
		Title:      "Purged from a key vault",
		About:      "A vault or what it held was purged: nobody can bring it back.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
