// Package repositorymadepublic is the behavior "Repository made public"; README.md says how it is told.
package repositorymadepublic

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "repository-made-public",
		Title:      "Repository made public",
		About:      "Code was shown to the world: with it all that was ever committed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
