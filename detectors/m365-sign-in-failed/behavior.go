// Package m365signinfailed is the behavior "Sign-in failed"; README.md says how it is told.
package m365signinfailed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-sign-in-failed",
		Title:      "Sign-in failed",
		About:      "A sign-in failed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1110"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
