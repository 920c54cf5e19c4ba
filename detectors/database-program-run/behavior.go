// Package databaseprogramrun is the behavior "Program of the operating system run, or file read or written, by the database"; README.md says how it is told.
package databaseprogramrun

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-program-run",
		Title:      "Program of the operating system run, or file read or written, by the database",
		About:      "A statement ran a program, or read or wrote a file of the server.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1059"},
		NHI:        []string{"NHI5"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
