// Package azuresqladminchanged is the behavior "Administrator of a database changed"; README.md says how it is told.
package azuresqladminchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-sql-admin-changed",
		Title:      "Administrator of a database changed",
		About:      "The directory administrator of a database server, or its sign-in rules, were changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
