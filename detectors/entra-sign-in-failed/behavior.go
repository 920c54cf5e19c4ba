// Package entrasigninfailed is the behavior "Sign-in failed"; README.md says how it is told.
package entrasigninfailed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-sign-in-failed",
		Title:      "Sign-in failed",
		About:      "A sign-in failed for a wrong password, an unknown or locked account, or a bad secret of an application.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
