// Package orgmemberaddedorremoved is the behavior "Member of the organization added or removed"; README.md says how it is told.
package orgmemberaddedorremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "org-member-added-or-removed",
		Title:      "Member of the organization added or removed",
		About:      "Somebody became a member of the organization, or stopped to be one.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136"},
		NHI:        []string{"NHI1"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
