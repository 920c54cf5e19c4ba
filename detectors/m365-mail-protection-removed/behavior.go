// Package m365mailprotectionremoved is the behavior "Protection of mail or data removed"; README.md says how it is told.
package m365mailprotectionremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-mail-protection-removed",
		Title:      "Protection of mail or data removed",
		About:      "A policy against phishing, malware or leaks was removed, switched off or by-passed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
