// Package databasecodewithownerrights is the behavior "Code that runs with the rights of its owner"; README.md says how it is told.
package databasecodewithownerrights

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-code-with-owner-rights",
		Title:      "Code that runs with the rights of its owner",
		About:      "A function with SECURITY DEFINER, an untrusted language or an extension that reaches out of the database was created.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1059"},
		NHI:        []string{"NHI5"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
