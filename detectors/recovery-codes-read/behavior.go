// Package recoverycodesread is the behavior "Recovery codes of single sign-on read"; README.md says how it is told.
package recoverycodesread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "recovery-codes-read",
		Title:      "Recovery codes of single sign-on read",
		About:      "The codes that open the organization without single sign-on were shown, printed or made anew.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
