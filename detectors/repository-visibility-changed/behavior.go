// Package repositoryvisibilitychanged is the behavior "Visibility of a repository changed"; README.md says how it is told.
package repositoryvisibilitychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "repository-visibility-changed",
		Title:      "Visibility of a repository changed",
		About:      "A repository was made public, private or internal.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
