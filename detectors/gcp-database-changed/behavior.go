// Package gcpdatabasechanged is the behavior "Database instance, user or backup changed"; README.md says how it is told.
package gcpdatabasechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-database-changed",
		Title:      "Database instance, user or backup changed",
		About:      "A database instance was changed or deleted, its users or password changed, or its backups deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
