// Package secretsreadinbulk is the behavior "Secrets read in bulk"; README.md says how it is told.
package secretsreadinbulk

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "secrets-read-in-bulk",
		Title:       "Secrets read in bulk",
		About:       "Secrets were read in one batch, all parameters from the root of the store were read with their values, or one identity read ten or more secrets, or protected parameters five times, within ten minutes.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1555.006", "T1552"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://attack.mitre.org/techniques/T1555/006/", "https://attack.mitre.org/techniques/T1552/"},
		FalseAlarms: []string{"A service that loads all its secrets at start."},
		Detectors:   tabard.Rules(rules),
	}
}
