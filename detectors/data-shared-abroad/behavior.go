// Package datasharedabroad is the behavior "Data shared with another account"; README.md says how it is told.
package datasharedabroad

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "data-shared-abroad",
		Title:      "Data shared with another account",
		About:      "A share was made or given to another account: its people read the data from then on.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1537"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
