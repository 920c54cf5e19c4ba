// Package aiorganizationprotectionoff is the behavior "Protection of the organization's use of models switched off"; README.md says how it is told.
package aiorganizationprotectionoff

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-organization-protection-off",
		Title:      "Protection of the organization's use of models switched off",
		About:      "What watches or bounds the use of models was switched off or loosened: the log, the customer's encryption key, zero retention, a limit on rate or cost, or the approval that agents' tools need.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed", "https://platform.openai.com/docs/api-reference/audit-logs/object"},
		Detectors:  tabard.Rules(rules),
	}
}
