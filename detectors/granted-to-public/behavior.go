// Package grantedtopublic is the behavior "Rights granted to everybody"; README.md says how it is told.
package grantedtopublic

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "granted-to-public",
		Title:      "Rights granted to everybody",
		About:      "Rights were granted to the role that every account of the system has.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
