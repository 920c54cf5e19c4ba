// Package instancecredentialwithcommandline is the behavior "Instance credential used with a command line"; README.md says how it is told.
package instancecredentialwithcommandline

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "instance-credential-with-command-line",
		Title:       "Instance credential used with a command line",
		About:       "Credentials of a virtual machine were used with the AWS command line or a general tool.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1552.005"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1552/005/"},
		Detectors:   tabard.Rules(rules),
	}
}
