// Package azurevmjitaccess is the behavior "Just-in-time access to a machine"; README.md says how it is told.
package azurevmjitaccess

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vm-jit-access",
		Title:      "Just-in-time access to a machine",
		About:      "Access to a machine for a time was asked for, or its rules were changed or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1021"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
