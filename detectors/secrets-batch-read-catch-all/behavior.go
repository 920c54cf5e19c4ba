// Package secretsbatchreadcatchall is the behavior "All secrets read by a filter that matches all"; README.md says how it is told.
package secretsbatchreadcatchall

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secrets-batch-read-catch-all",
		Title:      "All secrets read by a filter that matches all",
		About:      "Secrets were read in a batch whose filters only say what not to match: whatever exists is handed out.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1555/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
