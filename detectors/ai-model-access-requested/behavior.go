// Package aimodelaccessrequested is the behavior "Access to models asked for or probed"; README.md says how it is told.
package aimodelaccessrequested

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-model-access-requested",
		Title:      "Access to models asked for or probed",
		About:      "Access to models was asked for, agreed to or bought, or somebody tried out which models answer with requests that must fail.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496.004", "T1580"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1496/004/", "https://attack.mitre.org/techniques/T1580/"},
		Detectors:  tabard.Rules(rules),
	}
}
