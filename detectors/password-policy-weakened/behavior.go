// Package passwordpolicyweakened is the behavior "Password policy changed"; README.md says how it is told.
package passwordpolicyweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "password-policy-weakened",
		Title:      "Password policy changed",
		About:      "The account's password policy was changed or deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
