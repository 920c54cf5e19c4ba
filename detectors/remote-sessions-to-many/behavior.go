// Package remotesessionstomany is the behavior "Sessions opened on many machines in a short time"; README.md says how it is told.
package remotesessionstomany

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "remote-sessions-to-many",
		Title:       "Sessions opened on many machines in a short time",
		About:       "One identity opened sessions on three or more machines within half an hour.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1021.008", "T1651"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://attack.mitre.org/techniques/T1021/008/"},
		Detectors:   tabard.Rules(rules),
	}
}
