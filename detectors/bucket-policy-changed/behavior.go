// Package bucketpolicychanged is the behavior "Bucket access changed"; README.md says how it is told.
package bucketpolicychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "bucket-policy-changed",
		Title:      "Bucket access changed",
		About:      "The policy, ACL, CORS, replication, lifecycle or website of a bucket was changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1222"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
