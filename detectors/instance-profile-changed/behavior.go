// Package instanceprofilechanged is the behavior "Role of a running instance changed"; README.md says how it is told.
package instanceprofilechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "instance-profile-changed",
		Title:       "Role of a running instance changed",
		About:       "A virtual machine was given another role while it runs.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098", "T1548"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1098/"},
		Detectors:   tabard.Rules(rules),
	}
}
