// Package policyondatadropped is the behavior "Masking or row policy taken from data"; README.md says how it is told.
package policyondatadropped

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "policy-on-data-dropped",
		Title:      "Masking or row policy taken from data",
		About:      "What hides columns or rows from those who may not see them was dropped or unset, or a procedure runs with its owner's rights.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage/query_history"},
		Detectors:  tabard.Rules(rules),
	}
}
