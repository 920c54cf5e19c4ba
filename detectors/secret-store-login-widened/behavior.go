// Package secretstoreloginwidened is the behavior "Way to sign in to the store made, or left unbounded"; README.md says how it is told.
package secretstoreloginwidened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-store-login-widened",
		Title:      "Way to sign in to the store made, or left unbounded",
		About:      "A way to sign in was enabled, or a role lets in anybody who knows its name, from anywhere, without an end, or with everything allowed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1098"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.hashicorp.com/vault/api-docs/system"},
		Detectors:  tabard.Rules(rules),
	}
}
