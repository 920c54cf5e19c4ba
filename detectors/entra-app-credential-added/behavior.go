// Package entraappcredentialadded is the behavior "Secret or certificate put on an application"; README.md says how it is told.
package entraappcredentialadded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-app-credential-added",
		Title:      "Secret or certificate put on an application",
		About:      "An application or service principal got a secret or certificate: who holds it acts as the application.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
