// Package m365mailboxpermissiongiven is the behavior "Mailbox opened to somebody else"; README.md says how it is told.
package m365mailboxpermissiongiven

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "m365-mailbox-permission-given",
		Title:      "Mailbox opened to somebody else",
		About:      "Somebody may now read or send as the mailbox of another.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.002"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
