// Package rootloginfailed is the behavior "Somebody failed to sign in as root"; README.md says how it is told.
package rootloginfailed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-login-failed",
		Title:      "Somebody failed to sign in as root",
		About:      "A sign-in as the root user failed, or its second factor was refused.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI10"},
		References: []string{"https://attack.mitre.org/techniques/T1110/"},
		Detectors:  tabard.Rules(rules),
	}
}
