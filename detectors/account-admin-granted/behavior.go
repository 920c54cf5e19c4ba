// Package accountadmingranted is the behavior "Account administrator's role granted"; README.md says how it is told.
package accountadmingranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "account-admin-granted",
		Title:      "Account administrator's role granted",
		About:      "A role that rules over the account, or the right to grant anything, was given to a user or another role.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
