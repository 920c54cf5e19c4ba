// Package auditeventsnarrowed is the behavior "Audit trail records less than before"; README.md says how it is told.
package auditeventsnarrowed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "audit-events-narrowed",
		Title:      "Audit trail records less than before",
		About:      "Event selectors of a trail were set so that management events, or all but one sort, are no longer recorded.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/008/"},
		Detectors:  tabard.Rules(rules),
	}
}
