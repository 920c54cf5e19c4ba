// Package entrasigninwithoutmfa is the behavior "Sign-in to administration without a second factor"; README.md says how it is told.
package entrasigninwithoutmfa

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-sign-in-without-mfa",
		Title:      "Sign-in to administration without a second factor",
		About:      "Somebody signed in to Azure or its command lines with one factor alone.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
