// Package signinintegrationchanged is the behavior "Who may vouch for users was changed"; README.md says how it is told.
package signinintegrationchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sign-in-integration-changed",
		Title:      "Who may vouch for users was changed",
		About:      "A security or API integration was made, changed or dropped: it says which identity provider, OAuth client or SCIM directory is believed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002", "T1556.007"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage/query_history"},
		Detectors:  tabard.Rules(rules),
	}
}
