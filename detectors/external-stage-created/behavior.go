// Package externalstagecreated is the behavior "Stage created"; README.md says how it is told.
package externalstagecreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "external-stage-created",
		Title:      "Stage created",
		About:      "A stage was created, a place that data can be copied to; one with an address is outside of the account.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1074.002"},
		NHI:        []string{"NHI10"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
