// Package aiguardrailchanged is the behavior "Filter on what models may say changed or removed"; README.md says how it is told.
package aiguardrailchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-guardrail-changed",
		Title:      "Filter on what models may say changed or removed",
		About:      "A content filter, guardrail or block list of models was deleted or loosened.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/"},
		Detectors:  tabard.Rules(rules),
	}
}
