// Package entrariskdetected is the behavior "Risk found in a sign-in"; README.md says how it is told.
package entrariskdetected

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-risk-detected",
		Title:      "Risk found in a sign-in",
		About:      "The directory saw a sign of an attack: an anonymous or malicious address, impossible travel, unfamiliar features, leaked credentials, a stolen token.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004", "T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
