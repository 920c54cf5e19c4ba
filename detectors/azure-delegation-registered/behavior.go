// Package azuredelegationregistered is the behavior "Access delegated to another tenant"; README.md says how it is told.
package azuredelegationregistered

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-delegation-registered",
		Title:      "Access delegated to another tenant",
		About:      "A Lighthouse delegation lets another tenant manage this one.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1199", "T1098"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
