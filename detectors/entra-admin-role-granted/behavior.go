// Package entraadminrolegranted is the behavior "Administrator role of the directory granted"; README.md says how it is told.
package entraadminrolegranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-admin-role-granted",
		Title:      "Administrator role of the directory granted",
		About:      "Somebody was given, or may take, a role that rules over the directory, its applications or its users' credentials.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
