// Package m365rolegroupchanged is the behavior "Member put in a role group"; README.md says how it is told.
package m365rolegroupchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-role-group-changed",
		Title:      "Member put in a role group",
		About:      "Somebody joined a role group of Exchange or the compliance center, or a role was assigned.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
