// Package secretsbatchread is the behavior "Secrets read in one batch"; README.md says how it is told.
package secretsbatchread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secrets-batch-read",
		Title:      "Secrets read in one batch",
		About:      "Many secrets were read with one call.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
