// Package remotecommandsent is the behavior "Command sent to machines"; README.md says how it is told.
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
		Title:      "Command sent to machines",
		About:      "A command, automation or association was sent to machines, or the document it runs was made or changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1651", "T1059.009"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1651/", "https://attack.mitre.org/techniques/T1059/009/"},
		Detectors:  tabard.Rules(rules),
	}
}
