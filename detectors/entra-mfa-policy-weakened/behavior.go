// Package entramfapolicyweakened is the behavior "Second factor no longer asked for"; README.md says how it is told.
package entramfapolicyweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-mfa-policy-weakened",
		Title:      "Second factor no longer asked for",
		About:      "A conditional access policy that asked for a second factor no longer does, was disabled, only reports, or was deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006", "T1556.009"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
