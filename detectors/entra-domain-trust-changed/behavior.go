// Package entradomaintrustchanged is the behavior "Domain or its federation changed"; README.md says how it is told.
package entradomaintrustchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-domain-trust-changed",
		Title:      "Domain or its federation changed",
		About:      "A domain was added or verified, who vouches for its users was changed, or a partner was let in.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002"},
		NHI:        []string{"NHI3"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
