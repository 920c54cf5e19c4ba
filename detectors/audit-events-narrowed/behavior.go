// Package auditeventsnarrowed is the behavior "Audit records narrowed"; README.md says how it is told.
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
		ID:          "audit-events-narrowed",
		Title:       "Audit records narrowed",
		About:       "A trail, a cluster or the session manager records less than before: no management events, only reads, one region, no file validation, no audit log of the cluster.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.008"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://attack.mitre.org/techniques/T1562/008/"},
		FalseAlarms: []string{"A trail of one region that a team makes for itself beside the organization's trail."},
		Detectors:   tabard.Rules(rules),
	}
}
