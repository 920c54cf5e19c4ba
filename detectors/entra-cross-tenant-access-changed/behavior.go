// Package entracrosstenantaccesschanged is the behavior "Trust in other tenants changed"; README.md says how it is told.
package entracrosstenantaccesschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-cross-tenant-access-changed",
		Title:      "Trust in other tenants changed",
		About:      "What other tenants may do here was changed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
