// Package gcpoutsidergranted is the behavior "Rights given to a private account"; README.md says how it is told.
package gcpoutsidergranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-outsider-granted",
		Title:      "Rights given to a private account",
		About:      "A role was given to an account of a public mail provider, which no organization governs.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003", "T1199"},
		NHI:        []string{"NHI3"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
