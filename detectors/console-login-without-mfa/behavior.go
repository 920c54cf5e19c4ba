// Package consoleloginwithoutmfa is the behavior "Console sign-in without a second factor"; README.md says how it is told.
package consoleloginwithoutmfa

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "console-login-without-mfa",
		Title:      "Console sign-in without a second factor",
		About:      "A user signed in to the console with a password alone.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1078/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
