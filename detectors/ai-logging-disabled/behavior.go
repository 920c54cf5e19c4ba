// Package ailoggingdisabled is the behavior "Logging or guardrail of models weakened"; README.md says how it is told.
package ailoggingdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-logging-disabled",
		Title:      "Logging or guardrail of models weakened",
		About:      "The log of what is asked of models was deleted, no longer holds the text, or has no destination; or a guardrail was deleted or filters little.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
