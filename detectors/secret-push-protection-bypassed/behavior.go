// Package secretpushprotectionbypassed is the behavior "Secret pushed past the protection"; README.md says how it is told.
package secretpushprotectionbypassed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-push-protection-bypassed",
		Title:      "Secret pushed past the protection",
		About:      "Somebody pushed a secret although GitHub had stopped it.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
