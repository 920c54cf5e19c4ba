// Package datasharedwithaccount is the behavior "Data shared with another account"; README.md says how it is told.
package datasharedwithaccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "data-shared-with-account",
		Title:      "Data shared with another account",
		About:      "A share, listing or replica of the data was opened to another account.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1537"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage/query_history"},
		Detectors:  tabard.Rules(rules),
	}
}
