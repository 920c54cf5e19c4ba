// Package databasedropped is the behavior "Database, schema or backup of data dropped"; README.md says how it is told.
package databasedropped

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-dropped",
		Title:      "Database, schema or backup of data dropped",
		About:      "A whole database, schema, share or snapshot was dropped.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage/query_history"},
		Detectors:  tabard.Rules(rules),
	}
}
