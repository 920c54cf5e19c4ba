// Package memberinvited is the behavior "Somebody was invited"; README.md says how it is told.
package memberinvited

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "member-invited",
		Title:      "Somebody was invited",
		About:      "Somebody was invited into the organization or a repository.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136"},
		NHI:        []string{"NHI1"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
