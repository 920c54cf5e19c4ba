// Package windowspasswordread is the behavior "Administrator password of an instance read"; README.md says how it is told.
package windowspasswordread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "windows-password-read",
		Title:      "Administrator password of an instance read",
		About:      "Somebody asked for the password of a Windows instance.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.005", "T1555"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
