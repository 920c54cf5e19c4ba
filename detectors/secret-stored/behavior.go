// Package secretstored is the behavior "Secret of workflows or apps created or changed"; README.md says how it is told.
package secretstored

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-stored",
		Title:      "Secret of workflows or apps created or changed",
		About:      "A secret of the organization, a repository or an environment was stored, changed or removed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552"},
		NHI:        []string{"NHI7"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
