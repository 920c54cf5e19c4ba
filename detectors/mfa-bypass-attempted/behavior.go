// Package mfabypassattempted is the behavior "Second factor attacked"; README.md says how it is told.
package mfabypassattempted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "mfa-bypass-attempted",
		Title:       "Second factor attacked",
		About:       "A user denied a push they did not ask for, or somebody tried to get around the second factor: the password is known to somebody else.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1621", "T1556.006"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://attack.mitre.org/techniques/T1621/"},
		FalseAlarms: []string{"A user who pressed the wrong button."},
		Detectors:   tabard.Rules(rules),
	}
}
