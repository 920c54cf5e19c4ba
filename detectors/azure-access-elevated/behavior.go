// Package azureaccesselevated is the behavior "Access to all subscriptions taken"; README.md says how it is told.
package azureaccesselevated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-access-elevated",
		Title:      "Access to all subscriptions taken",
		About:      "A Global Administrator gave themselves User Access Administrator over every subscription.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004", "T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
