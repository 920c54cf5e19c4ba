// Package aimodelusedbyperson is the behavior "Model used with a long-lived key"; README.md says how it is told.
package aimodelusedbyperson

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-model-used-by-person",
		Title:      "Model used with a long-lived key",
		About:      "A model was called with the long-lived key of a user, not by a workload: what LLMjacking looks like.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1496.004"},
		NHI:        []string{"NHI2", "NHI10"},
		ASI:        []string{"ASI02"},
		References: []string{"https://attack.mitre.org/techniques/T1496/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
