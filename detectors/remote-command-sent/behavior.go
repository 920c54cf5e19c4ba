// Package remotecommandsent is the behavior "Command sent to instances"; README.md says how it is told.
package remotecommandsent

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "remote-command-sent",
		Title:      "Command sent to instances",
		About:      "A command was sent to instances through Systems Manager.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1651"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1651/"},
		Detectors:  tabard.Rules(rules),
	}
}
