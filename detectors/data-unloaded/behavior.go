// Package dataunloaded is the behavior "Table copied out to a stage"; README.md says how it is told.
package dataunloaded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "data-unloaded",
		Title:      "Table copied out to a stage",
		About:      "Data was written from a table into a stage or a bucket, where it can be fetched.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1074.002"},
		NHI:        []string{"NHI10"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
