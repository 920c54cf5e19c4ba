// Package datadiscoveryweakened is the behavior "Sensitive-data discovery disabled or weakened"; README.md says how it is told.
package datadiscoveryweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "data-discovery-weakened",
		Title:      "Sensitive-data discovery disabled or weakened",
		About:      "Macie was disabled, cut from its members, or its findings are filtered.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
