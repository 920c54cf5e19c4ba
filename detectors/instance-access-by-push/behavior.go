// Package instanceaccessbypush is the behavior "Way into an instance opened through the API"; README.md says how it is told.
package instanceaccessbypush

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "instance-access-by-push",
		Title:      "Way into an instance opened through the API",
		About:      "An SSH key was pushed to an instance or its serial console, or the console was enabled.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1021.008", "T1098.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
