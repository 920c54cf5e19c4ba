// Package repositoryexported is the behavior "Data of the organization exported"; README.md says how it is told.
package repositoryexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "repository-exported",
		Title:      "Data of the organization exported",
		About:      "Repositories, the audit log or the list of members were exported or moved elsewhere.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1213.003"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
