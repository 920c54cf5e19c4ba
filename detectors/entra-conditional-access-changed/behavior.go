// Package entraconditionalaccesschanged is the behavior "Conditional access changed or deleted"; README.md says how it is told.
package entraconditionalaccesschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-conditional-access-changed",
		Title:      "Conditional access changed or deleted",
		About:      "A conditional access policy or named location was made, changed or deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.009"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
