// Package securityhubweakened is the behavior "Security Hub disabled or weakened"; README.md says how it is told.
package securityhubweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "security-hub-weakened",
		Title:      "Security Hub disabled or weakened",
		About:      "Security Hub, its standards or its controls were switched off, or members were cut loose.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
