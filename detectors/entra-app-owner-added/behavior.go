// Package entraappowneradded is the behavior "Owner put on an application"; README.md says how it is told.
package entraappowneradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-app-owner-added",
		Title:      "Owner put on an application",
		About:      "Somebody became owner of an application or service principal, and may give it secrets.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
