// Package databasesettingschanged is the behavior "Settings of the database server changed"; README.md says how it is told.
package databasesettingschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-settings-changed",
		Title:      "Settings of the database server changed",
		About:      "A setting of the server was changed, by statement or by its files.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
