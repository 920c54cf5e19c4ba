// Package signinofuserweakened is the behavior "Sign-in of a user weakened or taken over"; README.md says how it is told.
package signinofuserweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sign-in-of-user-weakened",
		Title:      "Sign-in of a user weakened or taken over",
		About:      "A key, password, token or bypass was put on a user, or what protects the user's sign-in was taken away.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
