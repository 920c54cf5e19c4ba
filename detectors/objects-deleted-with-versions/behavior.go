// Package objectsdeletedwithversions is the behavior "Versions of objects listed and deleted"; README.md says how it is told.
package objectsdeletedwithversions

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "objects-deleted-with-versions",
		Title:       "Versions of objects listed and deleted",
		About:       "One identity listed all versions of the objects of a bucket and then deleted objects there: nothing is left to restore.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1485"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://attack.mitre.org/techniques/T1485/"},
		Detectors:   tabard.Rules(rules),
	}
}
