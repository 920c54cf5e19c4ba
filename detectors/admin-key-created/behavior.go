// Package adminkeycreated is the behavior "Administrator key created"; README.md says how it is told.
package adminkeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admin-key-created",
		Title:      "Administrator key created",
		About:      "A key that manages the organization without a person was created.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI5", "NHI7"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
