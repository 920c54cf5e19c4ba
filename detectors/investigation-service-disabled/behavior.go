// Package investigationservicedisabled is the behavior "Detective or Access Analyzer removed"; README.md says how it is told.
package investigationservicedisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "investigation-service-disabled",
		Title:      "Detective or Access Analyzer removed",
		About:      "A behavior graph or an access analyzer was deleted, or findings are archived by rule.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
