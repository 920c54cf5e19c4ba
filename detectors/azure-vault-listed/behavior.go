// Package azurevaultlisted is the behavior "Contents of a key vault listed"; README.md says how it is told.
package azurevaultlisted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vault-listed",
		Title:      "Contents of a key vault listed",
		About:      "Somebody listed the keys, secrets or certificates of a vault.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
