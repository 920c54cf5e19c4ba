// Package threatdetectiondisabled is the behavior "Threat detection disabled"; README.md says how it is told.
package threatdetectiondisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "threat-detection-disabled",
		Title:      "Threat detection disabled",
		About:      "GuardDuty was switched off, cut from its members, or its results are no longer published.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
