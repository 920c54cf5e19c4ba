// Package entraadmingroupjoined is the behavior "Somebody put into a group of administrators"; README.md says how it is told.
package entraadmingroupjoined

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-admin-group-joined",
		Title:      "Somebody put into a group of administrators",
		About:      "A member or owner was added to a group whose name says that it administers.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
