// Package guardrailintervened is the behavior "Guardrail stopped a model"; README.md says how it is told.
package guardrailintervened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "guardrail-intervened",
		Title:       "Guardrail stopped a model",
		About:       "A guardrail blocked or rewrote what was asked of a model, or what it answered.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562"},
		NHI:         []string{"NHI6"},
		ASI:         []string{"ASI01"},
		References:  []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"},
		FalseAlarms: []string{"Guardrails that are tuned too tightly."},
		Detectors:   tabard.Rules(rules),
	}
}
