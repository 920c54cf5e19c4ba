// Package entraconditionalaccessdeleted is the behavior "Conditional access policy deleted"; README.md says how it is told.
package entraconditionalaccessdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-conditional-access-deleted",
		Title:      "Conditional access policy deleted",
		About:      "A conditional access policy was deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.009"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
