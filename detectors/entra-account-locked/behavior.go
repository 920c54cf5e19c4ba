// Package entraaccountlocked is the behavior "Sign-in to a locked or blocked account"; README.md says how it is told.
package entraaccountlocked

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-account-locked",
		Title:      "Sign-in to a locked or blocked account",
		About:      "An account is locked for too many tries, or its caller's address is known for attacks.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110.001", "T1110.003"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
