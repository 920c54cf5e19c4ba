// Package instancesearchesaccount is the behavior "Instance explores the account"; README.md says how it is told.
package instancesearchesaccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "instance-searches-account",
		Title:       "Instance explores the account",
		About:       "Credentials of a virtual machine were used to learn who they are and what the account holds.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1580", "T1087.004"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1580/"},
		Detectors:   tabard.Rules(rules),
	}
}
