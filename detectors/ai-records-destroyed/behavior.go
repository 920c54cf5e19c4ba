// Package airecordsdestroyed is the behavior "Conversations, files or projects destroyed"; README.md says how it is told.
package airecordsdestroyed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-records-destroyed",
		Title:      "Conversations, files or projects destroyed",
		About:      "Content that shows what people and agents did with models was deleted through an interface for administrators, or all at once.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1070"},
		NHI:        []string{"NHI6"},
		References: []string{"https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed", "https://platform.openai.com/docs/api-reference/audit-logs/object"},
		Detectors:  tabard.Rules(rules),
	}
}
