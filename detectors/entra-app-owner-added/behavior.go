// Package entraappowneradded is the behavior "Owner put on an application or group that grants roles"; README.md says how it is told.
package entraappowneradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-app-owner-added",
		Title:      "Owner put on an application or group that grants roles",
		About:      "Somebody became owner of an application, service principal or role-assignable group, and may give it secrets or members.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
