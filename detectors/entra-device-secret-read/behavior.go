// Package entradevicesecretread is the behavior "Recovery key or local password of a device read"; README.md says how it is told.
package entradevicesecretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-device-secret-read",
		Title:      "Recovery key or local password of a device read",
		About:      "Somebody read the key that unlocks a device's disk, or the password of its local administrator.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555", "T1552"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
