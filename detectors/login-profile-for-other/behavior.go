// Package loginprofileforother is the behavior "Console password set for another user"; README.md says how it is told.
package loginprofileforother

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "login-profile-for-other",
		Title:      "Console password set for another user",
		About:      "Somebody gave another user a console password, or changed it: a way into that user.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1078.004"},
		NHI:        []string{"NHI4", "NHI10"},
		References: []string{"https://attack.mitre.org/techniques/T1098/"},
		Detectors:  tabard.Rules(rules),
	}
}
