// Package modelabused is the behavior "Model attacked, fed secrets or tried out"; README.md says how it is told.
package modelabused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "model-abused",
		Title:       "Model attacked, fed secrets or tried out",
		About:       "A prompt tells the model to forget its instructions, to show them, or to play somebody without rules; what goes in or out holds a credential; or models are tried out with calls that are refused, or run with very many tokens.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1552", "T1598"},
		NHI:         []string{"NHI2"},
		ASI:         []string{"ASI01"},
		References:  []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"},
		FalseAlarms: []string{"Red teams, and texts that quote such words."},
		Detectors:   tabard.Rules(rules),
	}
}
