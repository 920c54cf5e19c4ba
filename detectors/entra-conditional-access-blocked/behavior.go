// Package entraconditionalaccessblocked is the behavior "Sign-in blocked by conditional access"; README.md says how it is told.
package entraconditionalaccessblocked

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-conditional-access-blocked",
		Title:      "Sign-in blocked by conditional access",
		About:      "The password was right and conditional access refused the sign-in.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
