// Package functionlayeradded is the behavior "Layer put under a function"; README.md says how it is told.
package functionlayeradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "function-layer-added",
		Title:       "Layer put under a function",
		About:       "A function was given a layer: code that runs with it and sees all it does.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1525", "T1648"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://attack.mitre.org/techniques/T1648/"},
		Detectors:   tabard.Rules(rules),
	}
}
