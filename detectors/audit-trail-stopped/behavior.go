// Package audittrailstopped is the behavior "Audit trail stopped or deleted"; README.md says how it is told.
package audittrailstopped

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "audit-trail-stopped",
		Title:      "Audit trail stopped or deleted",
		About:      "The log that shows who did what was stopped, deleted, thrown away or made to hold secrets in the clear.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
