// Package secretsreadinbulk is the behavior "Many secrets read in a short time"; README.md says how it is told.
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
		Title:       "Many secrets read in a short time",
		About:       "One identity read ten or more different secrets within ten minutes.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1555.006"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://attack.mitre.org/techniques/T1555/006/"},
		FalseAlarms: []string{"Deployments and operators that load all secrets of an application at once."},
		Detectors:   tabard.Rules(rules),
	}
}
