// Package entrariskysignin is the behavior "Risky sign-in"; README.md says how it is told.
package entrariskysignin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-risky-sign-in",
		Title:      "Risky sign-in",
		About:      "Somebody signed in while the directory held it for risky.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
