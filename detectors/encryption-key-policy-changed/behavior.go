// Package encryptionkeypolicychanged is the behavior "Who may use an encryption key changed"; README.md says how it is told.
package encryptionkeypolicychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "encryption-key-policy-changed",
		Title:      "Who may use an encryption key changed",
		About:      "The policy or the grants of a KMS key were changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1222"},
		NHI:        []string{"NHI5"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
