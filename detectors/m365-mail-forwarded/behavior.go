// Package m365mailforwarded is the behavior "Mail forwarded"; README.md says how it is told.
package m365mailforwarded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-mail-forwarded",
		Title:      "Mail forwarded",
		About:      "A mailbox, inbox rule or transport rule sends mail on to somebody else.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1114.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
