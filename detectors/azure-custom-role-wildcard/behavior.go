// Package azurecustomrolewildcard is the behavior "Custom role allows everything"; README.md says how it is told.
package azurecustomrolewildcard

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-custom-role-wildcard",
		Title:      "Custom role allows everything",
		About:      "A role of one's own allows every action, or to assign roles.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
