// Package databasemadepublic is the behavior "Database opened to the internet"; README.md says how it is told.
package databasemadepublic

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-made-public",
		Title:      "Database opened to the internet",
		About:      "A database was made reachable from the internet, or restored so.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1190", "T1530"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1190/"},
		Detectors:  tabard.Rules(rules),
	}
}
