// Package azurevmextensiondeleted is the behavior "Machine extension removed"; README.md says how it is told.
package azurevmextensiondeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vm-extension-deleted",
		Title:      "Machine extension removed",
		About:      "An extension of a machine, such as its monitoring agent, was removed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
