// Package aidataexposed is the behavior "Data of the organization exported or opened"; README.md says how it is told.
package aidataexposed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-data-exposed",
		Title:      "Data of the organization exported or opened",
		About:      "Members, conversations or all data were exported, or what was made with models became visible to everybody.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1530", "T1567"},
		NHI:        []string{"NHI2"},
		References: []string{"https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed", "https://platform.openai.com/docs/api-reference/audit-logs/object"},
		Detectors:  tabard.Rules(rules),
	}
}
