// Package entraglobaladmingranted is the behavior "Global Administrator granted"; README.md says how it is told.
package entraglobaladmingranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-global-admin-granted",
		Title:      "Global Administrator granted",
		About:      "Somebody was made, or may become, Global Administrator.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
