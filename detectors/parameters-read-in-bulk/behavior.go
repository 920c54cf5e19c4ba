// Package parametersreadinbulk is the behavior "Many protected parameters read in a short time"; README.md says how it is told.
package parametersreadinbulk

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "parameters-read-in-bulk",
		Title:      "Many protected parameters read in a short time",
		About:      "One identity read protected parameters in five or more batches within ten minutes.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://attack.mitre.org/techniques/T1555/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
