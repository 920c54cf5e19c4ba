// Package passwordrevealed is the behavior "Passwords, secrets or directory data taken out"; README.md says how it is told.
package passwordrevealed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "password-revealed",
		Title:      "Passwords, secrets or directory data taken out",
		About:      "A stored password or client secret was read, passwords are pushed to an application, or a report or table of the directory was exported.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1555", "T1552", "T1213"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
