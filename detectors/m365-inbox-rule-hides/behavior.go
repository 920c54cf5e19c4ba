// Package m365inboxrulehides is the behavior "Inbox rule hides mail"; README.md says how it is told.
package m365inboxrulehides

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-inbox-rule-hides",
		Title:      "Inbox rule hides mail",
		About:      "An inbox rule deletes mail or puts it where nobody looks.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1564.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
