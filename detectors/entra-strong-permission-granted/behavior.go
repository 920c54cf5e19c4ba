// Package entrastrongpermissiongranted is the behavior "Strong permission granted to an application"; README.md says how it is told.
package entrastrongpermissiongranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-strong-permission-granted",
		Title:      "Strong permission granted to an application",
		About:      "An application may now rule over the directory, or read everybody's mail or files.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003", "T1528"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
