// Package entraaccountletinagain is the behavior "Risk dismissed, or account let in again"; README.md says how it is told.
package entraaccountletinagain

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-account-let-in-again",
		Title:      "Risk dismissed, or account let in again",
		About:      "Somebody said that a risky account is safe, or let a disabled or blocked one in again.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
