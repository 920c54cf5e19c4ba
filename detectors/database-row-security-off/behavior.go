// Package databaserowsecurityoff is the behavior "Row security switched off"; README.md says how it is told.
package databaserowsecurityoff

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-row-security-off",
		Title:      "Row security switched off",
		About:      "Rules that hide rows were switched off or dropped.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
