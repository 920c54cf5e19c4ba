// Package modellargeuse is the behavior "Very large model call"; README.md says how it is told.
package modellargeuse

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "model-large-use",
		Title:       "Very large model call",
		About:       "One call took or gave very many tokens.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1496.004"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"},
		Detectors:   tabard.Rules(rules),
	}
}
