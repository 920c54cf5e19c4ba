// Package securitysettingschanged is the behavior "Security settings changed"; README.md says how it is told.
package securitysettingschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "security-settings-changed",
		Title:      "Security settings changed",
		About:      "A network, password, session or sign-in policy, an integration or a setting of the account was made, changed or removed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.snowflake.com/en/sql-reference/account-usage"},
		Detectors:  tabard.Rules(rules),
	}
}
