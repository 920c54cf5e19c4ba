// Package loginwithoutmfa is the behavior "Sign-in with a password alone"; README.md says how it is told.
package loginwithoutmfa

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "login-without-mfa",
		Title:      "Sign-in with a password alone",
		About:      "Somebody signed in with a password and no second factor.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
