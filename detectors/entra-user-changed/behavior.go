// Package entrauserchanged is the behavior "User created, deleted, disabled or restored"; README.md says how it is told.
package entrauserchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-user-changed",
		Title:      "User created, deleted, disabled or restored",
		About:      "A user was created, deleted, restored, enabled or disabled.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136.003", "T1531"},
		NHI:        []string{"NHI1"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
