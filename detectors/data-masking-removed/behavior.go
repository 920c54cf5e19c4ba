// Package datamaskingremoved is the behavior "Masking or row policy removed"; README.md says how it is told.
package datamaskingremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "data-masking-removed",
		Title:      "Masking or row policy removed",
		About:      "What hides columns or rows was removed from them.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
