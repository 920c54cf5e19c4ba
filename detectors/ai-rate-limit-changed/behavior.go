// Package airatelimitchanged is the behavior "Rate limit changed or removed"; README.md says how it is told.
package airatelimitchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-rate-limit-changed",
		Title:      "Rate limit changed or removed",
		About:      "How much may be spent was changed: thieves of a key raise it first.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496.004"},
		NHI:        []string{"NHI6"},
		References: []string{"https://platform.openai.com/docs/api-reference/audit-logs"},
		Detectors:  tabard.Rules(rules),
	}
}
