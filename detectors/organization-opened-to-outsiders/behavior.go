// Package organizationopenedtooutsiders is the behavior "Organization opened to people from outside"; README.md says how it is told.
package organizationopenedtooutsiders

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-opened-to-outsiders",
		Title:      "Organization opened to people from outside",
		About:      "A link that lets whoever has it join, discovery of the organization, invitations by any member, or access by the vendor's staff were switched on.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1199"},
		NHI:        []string{"NHI4"},
		References: []string{"https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed"},
		Detectors:  tabard.Rules(rules),
	}
}
