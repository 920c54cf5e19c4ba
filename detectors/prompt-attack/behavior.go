// Package promptattack is the behavior "Model asked to drop its rules, or fed secrets"; README.md says how it is told.
package promptattack

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "prompt-attack",
		Title:       "Model asked to drop its rules, or fed secrets",
		About:       "A prompt tells the model to forget its instructions, to show them, or to play somebody without rules; or what goes in or out holds a credential.",
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
