// Package metadataprotectionlowered is the behavior "Protection of instance metadata lowered"; README.md says how it is told.
package metadataprotectionlowered

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "metadata-protection-lowered",
		Title:       "Protection of instance metadata lowered",
		About:       "A virtual machine was started or set to hand its credentials to plain requests (IMDSv1).",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1552.005"},
		NHI:         []string{"NHI4"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1552/005/"},
		Detectors:   tabard.Rules(rules),
	}
}
