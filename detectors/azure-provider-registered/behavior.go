// Package azureproviderregistered is the behavior "Resource provider registered"; README.md says how it is told.
package azureproviderregistered

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-provider-registered",
		Title:      "Resource provider registered",
		About:      "A subscription now allows a kind of resource it did not have.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1578"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
