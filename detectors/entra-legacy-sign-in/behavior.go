// Package entralegacysignin is the behavior "Sign-in by a way that knows no second factor"; README.md says how it is told.
package entralegacysignin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-legacy-sign-in",
		Title:      "Sign-in by a way that knows no second factor",
		About:      "Somebody signed in by an old protocol, or by handing the password to a program: neither can ask for a second factor.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004", "T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
