// Package entramfadenied is the behavior "Second factor denied"; README.md says how it is told.
package entramfadenied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-mfa-denied",
		Title:      "Second factor denied",
		About:      "The password was right and the second factor was denied, reported as fraud, or failed: somebody may have the password.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1621", "T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
