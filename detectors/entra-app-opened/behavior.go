// Package entraappopened is the behavior "Application made, or opened to more than before"; README.md says how it is told.
package entraappopened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-app-opened",
		Title:      "Application made, or opened to more than before",
		About:      "An application was made, takes its users elsewhere, lets in other tenants or public clients, or may be used without assignment.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001", "T1550.001"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
