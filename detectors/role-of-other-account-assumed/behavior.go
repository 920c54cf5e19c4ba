// Package roleofotheraccountassumed is the behavior "Role taken by another account"; README.md says how it is told.
package roleofotheraccountassumed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-of-other-account-assumed",
		Title:       "Role taken by another account",
		About:       "An identity of another account took a role of ours.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1199", "T1078.004"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1199/"},
		Detectors:   tabard.Rules(rules),
	}
}
