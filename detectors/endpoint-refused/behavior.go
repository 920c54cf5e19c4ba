// Package endpointrefused is the behavior "Network endpoint policy refused a call"; README.md says how it is told.
package endpointrefused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "endpoint-refused",
		Title:       "Network endpoint policy refused a call",
		About:       "A VPC endpoint refused a call: somebody inside the network tried what its policy forbids, such as a bucket of another account.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1567"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1567/"},
		Detectors:   tabard.Rules(rules),
	}
}
