// Package organizationguardrailchanged is the behavior "Organization guardrail removed"; README.md says how it is told.
package organizationguardrailchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-guardrail-changed",
		Title:      "Organization guardrail removed",
		About:      "A service or resource control policy was detached, deleted or its whole type switched off: member accounts may do what was forbidden.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562", "T1484"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/", "https://attack.mitre.org/techniques/T1484/"},
		Detectors:  tabard.Rules(rules),
	}
}
