// Package alarmsilenced is the behavior "Alarms deleted or disabled"; README.md says how it is told.
package alarmsilenced

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "alarm-silenced",
		Title:      "Alarms deleted or disabled",
		About:      "CloudWatch alarms, or the rules and topics that carry them, were deleted or disabled.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.006"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
