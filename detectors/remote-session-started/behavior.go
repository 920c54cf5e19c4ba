// Package remotesessionstarted is the behavior "Session to a machine or container started"; README.md says how it is told.
package remotesessionstarted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "remote-session-started",
		Title:      "Session to a machine or container started",
		About:      "Somebody started an interactive session or a shell through the systems manager or the container service.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1021.007", "T1609"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1021/007/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:  tabard.Rules(rules),
	}
}
