// Package backupdeleted is the behavior "Backup deleted, or data deleted without one"; README.md says how it is told.
package backupdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "backup-deleted",
		Title:      "Backup deleted, or data deleted without one",
		About:      "Backups, recovery points or their vaults and plans were deleted or will soon end, automated backups were dropped, or a database or warehouse was deleted without a last snapshot.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1490", "T1485"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1490/", "https://attack.mitre.org/techniques/T1485/"},
		Detectors:  tabard.Rules(rules),
	}
}
