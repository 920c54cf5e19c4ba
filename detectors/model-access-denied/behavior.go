// Package modelaccessdenied is the behavior "Model call refused"; README.md says how it is told.
package modelaccessdenied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "model-access-denied",
		Title:       "Model call refused",
		About:       "A caller may not use the model that it asked for: somebody tries models with a credential.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1496.004"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"},
		Detectors:   tabard.Rules(rules),
	}
}
