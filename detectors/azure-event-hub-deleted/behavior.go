// Package azureeventhubdeleted is the behavior "Event hub deleted"; README.md says how it is told.
package azureeventhubdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-event-hub-deleted",
		Title:      "Event hub deleted",
		About:      "An event hub or its namespace, which usually carries logs elsewhere, was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
