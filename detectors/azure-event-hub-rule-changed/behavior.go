// Package azureeventhubrulechanged is the behavior "Event hub access rule changed"; README.md says how it is told.
package azureeventhubrulechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-event-hub-rule-changed",
		Title:      "Event hub access rule changed",
		About:      "A rule that lets its holder read or write an event hub was made, or its keys were taken or renewed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1528"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
