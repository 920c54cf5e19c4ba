// Package entramfadisabled is the behavior "Second factor of a user disabled or changed by another"; README.md says how it is told.
package entramfadisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-mfa-disabled",
		Title:      "Second factor of a user disabled or changed by another",
		About:      "The second factor of a user was switched off, or an administrator deleted, replaced or registered a way to sign in for somebody.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
