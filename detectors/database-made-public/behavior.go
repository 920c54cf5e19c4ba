// Package databasemadepublic is the behavior "Database, cluster or service opened to the internet"; README.md says how it is told.
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
		Title:      "Database, cluster or service opened to the internet",
		About:      "A database, warehouse, cluster endpoint, broker or replication instance got a public address or lets in every network.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1190", "T1133"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1190/", "https://attack.mitre.org/techniques/T1133/"},
		Detectors:  tabard.Rules(rules),
	}
}
