// Package securitygroupchanged is the behavior "Security group changed"; README.md says how it is told.
package securitygroupchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "security-group-changed",
		Title:      "Security group changed",
		About:      "A security group or its rules were created, changed or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
