// Package organizationleft is the behavior "Account left, joined or was closed"; README.md says how it is told.
package organizationleft

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-left",
		Title:      "Account left, joined or was closed",
		About:      "An account left or was removed from its organization, accepted another one's invitation, was closed, or the organization was deleted: its guardrails end.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1666", "T1531"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1666/", "https://attack.mitre.org/techniques/T1531/"},
		Detectors:  tabard.Rules(rules),
	}
}
