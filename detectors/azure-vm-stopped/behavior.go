// Package azurevmstopped is the behavior "Virtual machine stopped"; README.md says how it is told.
package azurevmstopped

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vm-stopped",
		Title:      "Virtual machine stopped",
		About:      "A machine was powered off or deallocated.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1489"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
