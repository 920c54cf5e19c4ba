// Package entraconsentgiven is the behavior "Application consented to"; README.md says how it is told.
package entraconsentgiven

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-consent-given",
		Title:      "Application consented to",
		About:      "Somebody let an application read or act in their name.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
