// Package aiguardrailchanged is the behavior "Guardrail of a model changed or deleted"; README.md says how it is told.
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
		Title:      "Guardrail of a model changed or deleted",
		About:      "A guardrail was changed or deleted: what a model refuses, or hides, may be less.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/"},
		Detectors:  tabard.Rules(rules),
	}
}
