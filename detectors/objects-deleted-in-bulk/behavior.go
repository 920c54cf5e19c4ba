// Package objectsdeletedinbulk is the behavior "Many objects of a bucket deleted in a short time"; README.md says how it is told.
package objectsdeletedinbulk

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "objects-deleted-in-bulk",
		Title:       "Many objects of a bucket deleted in a short time",
		About:       "One identity deleted twenty or more objects within ten minutes.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1485"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://attack.mitre.org/techniques/T1485/"},
		FalseAlarms: []string{"Applications that clean up after themselves."},
		Detectors:   tabard.Rules(rules),
	}
}
