// Package eventruledisabled is the behavior "Event rules deleted or disabled"; README.md says how it is told.
package eventruledisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "event-rule-disabled",
		Title:      "Event rules deleted or disabled",
		About:      "EventBridge rules that start reactions were deleted, disabled or lost their targets.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.006"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
