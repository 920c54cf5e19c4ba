// Package encryptionkeydisabled is the behavior "Encryption key disabled or scheduled for deletion"; README.md says how it is told.
package encryptionkeydisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "encryption-key-disabled",
		Title:      "Encryption key disabled or scheduled for deletion",
		About:      "A KMS key was disabled or will be deleted: what it encrypts is lost with it.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1486"},
		NHI:        []string{"NHI6"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
