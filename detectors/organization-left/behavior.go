// Package organizationleft is the behavior "Account left or was removed from its organization"; README.md says how it is told.
package organizationleft

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-left",
		Title:      "Account left or was removed from its organization",
		About:      "The account left the organization, whose guardrails no longer hold.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562", "T1531"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
