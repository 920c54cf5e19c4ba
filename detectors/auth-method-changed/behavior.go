// Package authmethodchanged is the behavior "Sign-in method of the secret store changed"; README.md says how it is told.
package authmethodchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "auth-method-changed",
		Title:      "Sign-in method of the secret store changed",
		About:      "A way to sign in to the secret store was added, tuned or removed: whoever controls the new one gets tokens.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
