// Package organizationguardrailchanged is the behavior "Organization guardrail changed"; README.md says how it is told.
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
		Title:      "Organization guardrail changed",
		About:      "A service control policy or another guardrail of the organization was detached, changed, deleted or disabled.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562", "T1484"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
