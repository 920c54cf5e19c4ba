// Package vpcchanged is the behavior "Virtual network changed"; README.md says how it is told.
package vpcchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "vpc-changed",
		Title:      "Virtual network changed",
		About:      "A virtual network, its peering or its links were created, changed or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1599"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
