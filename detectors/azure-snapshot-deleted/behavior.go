// Package azuresnapshotdeleted is the behavior "Snapshot or restore point deleted"; README.md says how it is told.
package azuresnapshotdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-snapshot-deleted",
		Title:      "Snapshot or restore point deleted",
		About:      "What a machine could be restored from was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1490"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
