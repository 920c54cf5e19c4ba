// Package entrapasswordreset is the behavior "Password of another reset"; README.md says how it is told.
package entrapasswordreset

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-password-reset",
		Title:      "Password of another reset",
		About:      "An administrator set or reset the password of a user.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
