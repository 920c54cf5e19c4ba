// Package databasesuperusermade is the behavior "Superuser of the database made"; README.md says how it is told.
package databasesuperusermade

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-superuser-made",
		Title:      "Superuser of the database made",
		About:      "A role got rights that no check stops: superuser, bypass of row security, or a role of the system that leads there.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://www.postgresql.org/docs/current/runtime-config-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
