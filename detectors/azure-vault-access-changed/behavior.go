// Package azurevaultaccesschanged is the behavior "Access policy of a key vault changed"; README.md says how it is told.
package azurevaultaccesschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vault-access-changed",
		Title:      "Access policy of a key vault changed",
		About:      "Who may use the keys and secrets of a vault was changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
