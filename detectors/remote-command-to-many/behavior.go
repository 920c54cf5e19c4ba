// Package remotecommandtomany is the behavior "Command sent to many instances"; README.md says how it is told.
package remotecommandtomany

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "remote-command-to-many",
		Title:      "Command sent to many instances",
		About:      "A command was sent to all instances, or to all that carry a tag.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1651"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1651/"},
		Detectors:  tabard.Rules(rules),
	}
}
