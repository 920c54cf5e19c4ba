// Package gravecallrefused is the behavior "Grave call refused"; README.md says how it is told.
package gravecallrefused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "grave-call-refused",
		Title:       "Grave call refused",
		About:       "A call that only an intruder or a careful administrator makes was refused: keys and policies of others, logs, sessions, shared snapshots, passwords.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098", "T1562"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://attack.mitre.org/techniques/T1098/"},
		FalseAlarms: []string{"Pipelines whose role was narrowed too far."},
		Detectors:   tabard.Rules(rules),
	}
}
