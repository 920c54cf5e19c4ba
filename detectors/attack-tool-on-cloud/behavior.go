// Package attacktooloncloud is the behavior "Known attack or penetration tool on the cloud"; README.md says how it is told.
package attacktooloncloud

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "attack-tool-on-cloud",
		Title:       "Known attack or penetration tool on the cloud",
		About:       "The client names itself as an attack tool or a system made for attacks.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1580"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1580/"},
		Detectors:   tabard.Rules(rules),
	}
}
