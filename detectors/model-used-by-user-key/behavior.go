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
		ID:          "model-used-by-user-key",
		Title:       "Model used by a user of the account",
		About:       "A model was called, and answered, by a user or root with a lasting key rather than by a role.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1496.004", "T1078.004"},
		NHI:         []string{"NHI7", "NHI2"},
		References:  []string{"https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"},
		FalseAlarms: []string{"People who try models out with their own key."},
		Detectors:   tabard.Rules(rules),
	}
}
