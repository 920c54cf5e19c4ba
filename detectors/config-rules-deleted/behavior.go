// Package configrulesdeleted is the behavior "Configuration rules deleted"; README.md says how it is told.
package configrulesdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "config-rules-deleted",
		Title:      "Configuration rules deleted",
		About:      "Rules, packs or aggregators of AWS Config were deleted: violations are no longer noticed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
