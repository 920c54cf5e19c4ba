// Package remoteshellsent is the behavior "Shell command sent to machines"; README.md says how it is told.
package remoteshellsent

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "remote-shell-sent",
		Title:       "Shell command sent to machines",
		About:       "A shell or PowerShell script was sent to machines through the management service.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1651", "T1059"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://attack.mitre.org/techniques/T1651/"},
		FalseAlarms: []string{"Operators and deployments that work through Run Command."},
		Detectors:   tabard.Rules(rules),
	}
}
