// Package iprestrictionremoved is the behavior "Allowed networks removed"; README.md says how it is told.
package iprestrictionremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ip-restriction-removed",
		Title:      "Allowed networks removed",
		About:      "The organization may be used from anywhere again.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
