// Package imagepushedbyperson is the behavior "Image pushed by a person"; README.md says how it is told.
package imagepushedbyperson

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "image-pushed-by-person",
		Title:       "Image pushed by a person",
		About:       "A container image was pushed or deleted by a user and not by a pipeline.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1525"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1525/"},
		Detectors:   tabard.Rules(rules),
	}
}
