// Package entrablockedaccounttried is the behavior "Sign-in tried with an account that is disabled, locked or blocked"; README.md says how it is told.
package entrablockedaccounttried

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-blocked-account-tried",
		Title:      "Sign-in tried with an account that is disabled, locked or blocked",
		About:      "Somebody tried an account that is disabled or locked out, or came from where sign-in is blocked: a credential outlived its owner, or is being guessed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004", "T1110"},
		NHI:        []string{"NHI1"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
