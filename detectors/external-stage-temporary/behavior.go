// Package externalstagetemporary is the behavior "Temporary or foreign stage created"; README.md says how it is told.
package externalstagetemporary

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "external-stage-temporary",
		Title:      "Temporary or foreign stage created",
		About:      "A stage that disappears with the session, or that points out of the account, was created.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1074.002"},
		NHI:        []string{"NHI10"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
