// Package modelusedbyuserkey is the behavior "Model used by a user of the account"; README.md says how it is told.
package modelusedbyuserkey

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "model-used-by-user-key",
		Title:      "Model used by a user of the account",
		About:      "A model was called with the credential of a user, not of a workload: keys of users are what is stolen and sold for model use.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1496.004"},
		NHI:        []string{"NHI2"},
		References: []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"},
		Detectors:  tabard.Rules(rules),
	}
}
