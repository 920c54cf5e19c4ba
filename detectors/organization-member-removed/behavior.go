// Package organizationmemberremoved is the behavior "Member removed"; README.md says how it is told.
package organizationmemberremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-member-removed",
		Title:      "Member removed",
		About:      "A member of the organization was removed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531"},
		NHI:        []string{"NHI1"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
