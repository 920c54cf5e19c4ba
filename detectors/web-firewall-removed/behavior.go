// Package webfirewallremoved is the behavior "Web application firewall removed"; README.md says how it is told.
package webfirewallremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "web-firewall-removed",
		Title:      "Web application firewall removed",
		About:      "A web access list was taken off a resource, or deleted.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
