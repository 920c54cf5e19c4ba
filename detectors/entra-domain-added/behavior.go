// Package entradomainadded is the behavior "Domain added to the directory"; README.md says how it is told.
package entradomainadded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-domain-added",
		Title:      "Domain added to the directory",
		About:      "A domain was added or verified: its addresses are now of the organization.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
