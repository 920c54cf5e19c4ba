// Package entraobjectdestroyed is the behavior "Identity deleted for good"; README.md says how it is told.
package entraobjectdestroyed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-object-destroyed",
		Title:      "Identity deleted for good",
		About:      "A user, application or group was deleted so that nobody can bring it back, or a whole directory was.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1531", "T1485"},
		NHI:        []string{"NHI1"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
