// Package azurebackupdeleted is the behavior "Backups deleted or stopped"; README.md says how it is told.
package azurebackupdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-backup-deleted",
		Title:      "Backups deleted or stopped",
		About:      "A backup vault, its protected items or policies were deleted, or their protection was stopped.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1490"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
