// Package azurevaultsecretread is the behavior "Secret read from a key vault"; README.md says how it is told.
package azurevaultsecretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vault-secret-read",
		Title:      "Secret read from a key vault",
		About:      "A secret was read, or a key or secret backed up, which yields its value.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
