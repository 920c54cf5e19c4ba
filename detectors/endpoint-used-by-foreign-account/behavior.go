// Package endpointusedbyforeignaccount is the behavior "Network endpoint used by another account"; README.md says how it is told.
package endpointusedbyforeignaccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "endpoint-used-by-foreign-account",
		Title:      "Network endpoint used by another account",
		About:      "An identity of another account came through a VPC endpoint of ours: data leaves, or a stolen credential is used inside.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567", "T1537"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1567/"},
		Detectors:  tabard.Rules(rules),
	}
}
