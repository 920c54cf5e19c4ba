// Package databasesnapshotcopiedabroad is the behavior "Database snapshot copied to another region"; README.md says how it is told.
package databasesnapshotcopiedabroad

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-snapshot-copied-abroad",
		Title:      "Database snapshot copied to another region",
		About:      "A snapshot of a database was copied from another region.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1537"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1537/"},
		Detectors:  tabard.Rules(rules),
	}
}
