// Package unusualinstancestarted is the behavior "Expensive machine started"; README.md says how it is told.
package unusualinstancestarted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "unusual-instance-started",
		Title:       "Expensive machine started",
		About:       "A machine with accelerators or very much memory was started, or reserved: the usual gain from a stolen key.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1496.001"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://attack.mitre.org/techniques/T1496/001/"},
		FalseAlarms: []string{"Teams that train or render."},
		Detectors:   tabard.Rules(rules),
	}
}
