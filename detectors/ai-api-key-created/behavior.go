// Package aiapikeycreated is the behavior "Lasting key for models created"; README.md says how it is told.
package aiapikeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-api-key-created",
		Title:      "Lasting key for models created",
		About:      "An API key of the model service was created: it calls models without the account's other controls, often without an end.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001", "T1496.004"},
		NHI:        []string{"NHI7"},
		ASI:        []string{"ASI03"},
		References: []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"},
		Detectors:  tabard.Rules(rules),
	}
}
