// Package clidevicesignin is the behavior "Sign-in with the command line was asked for"; README.md says how it is told.
package clidevicesignin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "cli-device-sign-in",
		Title:      "Sign-in with the command line was asked for",
		About:      "Somebody started a device sign-in for the command line: a code that is approved by another person gives a session away.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
