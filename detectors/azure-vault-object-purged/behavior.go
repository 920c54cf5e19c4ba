// Package azurevaultobjectpurged is the behavior "Key, secret or certificate purged"; README.md says how it is told.
package azurevaultobjectpurged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vault-object-purged",
		Title:      "Key, secret or certificate purged",
		About:      "A deleted key, secret or certificate was purged: it cannot be restored.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
