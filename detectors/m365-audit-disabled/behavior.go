// Package m365auditdisabled is the behavior "Audit of mailboxes disabled"; README.md says how it is told.
package m365auditdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-audit-disabled",
		Title:      "Audit of mailboxes disabled",
		About:      "The unified audit log or the audit of a mailbox was switched off, or somebody is no longer audited.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
