// Package secretstorecopied is the behavior "Store or its keys copied out"; README.md says how it is told.
package secretstorecopied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-store-copied",
		Title:      "Store or its keys copied out",
		About:      "A snapshot of the whole store, its raw storage or an encryption key was read, or a key was made exportable.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
