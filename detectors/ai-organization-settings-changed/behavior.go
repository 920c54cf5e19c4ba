// Package aiorganizationsettingschanged is the behavior "Settings of the organization changed"; README.md says how it is told.
package aiorganizationsettingschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-organization-settings-changed",
		Title:      "Settings of the organization changed",
		About:      "How people sign in, from where, or what happens to the data given to models was changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed", "https://platform.openai.com/docs/api-reference/audit-logs/object"},
		Detectors:  tabard.Rules(rules),
	}
}
