// Package m365mfadisabled is the behavior "Second factor of a user taken away"; README.md says how it is told.
package m365mfadisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-mfa-disabled",
		Title:      "Second factor of a user taken away",
		About:      "The last method for a second factor was taken from a user, or strong authentication was disabled.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
