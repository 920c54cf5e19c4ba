// Package organizationadminmade is the behavior "Somebody made an administrator or owner of the organization"; README.md says how it is told.
package organizationadminmade

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-admin-made",
		Title:      "Somebody made an administrator or owner of the organization",
		About:      "A member, invitation or program got a role that administers an organization or workspace.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
