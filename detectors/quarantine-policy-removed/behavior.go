// Package quarantinepolicyremoved is the behavior "Quarantine of a compromised key lifted"; README.md says how it is told.
package quarantinepolicyremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "quarantine-policy-removed",
		Title:      "Quarantine of a compromised key lifted",
		About:      "A policy was detached from a user; where it is the quarantine of a compromised key, the key is usable again.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
