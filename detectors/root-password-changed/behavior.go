// Package rootpasswordchanged is the behavior "Root password or e-mail changed"; README.md says how it is told.
package rootpasswordchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-password-changed",
		Title:      "Root password or e-mail changed",
		About:      "The password, e-mail address or recovery of the root user was changed or asked for.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
