// Package aimodelaccessrequested is the behavior "Access to models asked for"; README.md says how it is told.
package aimodelaccessrequested

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-model-access-requested",
		Title:      "Access to models asked for",
		About:      "Access to models was asked for in the name of the account: a thief of a key does this before using models at its cost.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496.004"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
