// Package databaserolewithoutend is the behavior "Role with a password that never ends"; README.md says how it is told.
package databaserolewithoutend

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-role-without-end",
		Title:      "Role with a password that never ends",
		About:      "A role that can sign in was made with a password and no end, or its end was taken away.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136"},
		NHI:        []string{"NHI7"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
