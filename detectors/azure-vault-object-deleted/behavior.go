// Package azurevaultobjectdeleted is the behavior "Key, secret or certificate deleted"; README.md says how it is told.
package azurevaultobjectdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vault-object-deleted",
		Title:      "Key, secret or certificate deleted",
		About:      "A key, secret or certificate was deleted from its vault.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
