// Package entraguestbecamemember is the behavior "Guest invited or made a member"; README.md says how it is told.
package entraguestbecamemember

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-guest-became-member",
		Title:      "Guest invited or made a member",
		About:      "Somebody from outside was invited, or a guest became a member with a member's rights.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
