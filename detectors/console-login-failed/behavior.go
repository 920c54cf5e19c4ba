// Package consoleloginfailed is the behavior "Console sign-in failed"; README.md says how it is told.
package consoleloginfailed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "console-login-failed",
		Title:      "Console sign-in failed",
		About:      "A sign-in to the console failed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyNone,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1110/"},
		Detectors:  tabard.Rules(rules),
	}
}
