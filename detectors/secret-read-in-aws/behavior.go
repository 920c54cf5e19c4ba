// Package secretreadinaws is the behavior "Secret value read"; README.md says how it is told.
package secretreadinaws

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "secret-read-in-aws",
		Title:       "Secret value read",
		About:       "The value of a secret or of a protected parameter was read.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1555.006"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html", "https://attack.mitre.org/techniques/T1555/006/"},
		Detectors:   tabard.Rules(rules),
	}
}
