// Package auditstreamchanged is the behavior "Audit trail cut"; README.md says how it is told.
package auditstreamchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "audit-stream-changed",
		Title:      "Audit trail cut",
		About:      "What carries the log elsewhere, or the traces of work, was switched off or deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008", "T1070"},
		NHI:        []string{"NHI10"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
