// Package azurestoragelocaluser is the behavior "Local user of a storage account"; README.md says how it is told.
package azurestoragelocaluser

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-storage-local-user",
		Title:      "Local user of a storage account",
		About:      "A user that only the storage account knows was made, or its password or keys taken.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136"},
		NHI:        []string{"NHI1"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
