// Package endpointusedfrompublicaddress is the behavior "Network endpoint used from a public address"; README.md says how it is told.
package endpointusedfrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "endpoint-used-from-public-address",
		Title:      "Network endpoint used from a public address",
		About:      "A call through a VPC endpoint has a public source address: somebody outside found a way through the network.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567", "T1090"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1567/"},
		Detectors:  tabard.Rules(rules),
	}
}
