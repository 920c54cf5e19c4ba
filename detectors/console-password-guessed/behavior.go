// Package consolepasswordguessed is the behavior "Many failed console sign-ins from one address"; README.md says how it is told.
package consolepasswordguessed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "console-password-guessed",
		Title:      "Many failed console sign-ins from one address",
		About:      "Five or more console sign-ins from one address failed within ten minutes.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1110/"},
		Detectors:  tabard.Rules(rules),
	}
}
