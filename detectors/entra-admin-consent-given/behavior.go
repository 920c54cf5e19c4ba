// Package entraadminconsentgiven is the behavior "Application consented to for everybody"; README.md says how it is told.
package entraadminconsentgiven

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-admin-consent-given",
		Title:      "Application consented to for everybody",
		About:      "An administrator let an application act in the name of everybody.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1528", "T1098.003"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
