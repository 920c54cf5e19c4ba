// Package userenabled is the behavior "Disabled user enabled"; README.md says how it is told.
package userenabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "user-enabled",
		Title:      "Disabled user enabled",
		About:      "A user that was switched off can sign in again.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI1"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
