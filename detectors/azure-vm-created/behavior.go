// Package azurevmcreated is the behavior "Virtual machine created or changed"; README.md says how it is told.
package azurevmcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vm-created",
		Title:      "Virtual machine created or changed",
		About:      "A machine was created or changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1578.002"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
