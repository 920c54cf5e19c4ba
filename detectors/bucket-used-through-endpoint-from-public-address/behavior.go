// Package bucketusedthroughendpointfrompublicaddress is the behavior "Bucket used through an endpoint from a public address"; README.md says how it is told.
package bucketusedthroughendpointfrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "bucket-used-through-endpoint-from-public-address",
		Title:      "Bucket used through an endpoint from a public address",
		About:      "Objects of a bucket were reached through a VPC endpoint by a caller with a public source address.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567", "T1530"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1567/"},
		Detectors:  tabard.Rules(rules),
	}
}
