// Package branchprotectionoverridden is the behavior "Branch protection overridden"; README.md says how it is told.
package branchprotectionoverridden

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "branch-protection-overridden",
		Title:      "Branch protection overridden",
		About:      "Somebody pushed past the protection of a branch.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
