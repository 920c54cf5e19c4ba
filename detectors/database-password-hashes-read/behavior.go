// Package databasepasswordhashesread is the behavior "Hashes of passwords read from the catalogue"; README.md says how it is told.
package databasepasswordhashesread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-password-hashes-read",
		Title:      "Hashes of passwords read from the catalogue",
		About:      "Somebody read the table in which the server keeps the hashes of passwords.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1003", "T1555"},
		NHI:        []string{"NHI2"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
