// Package secretstorecopied is the behavior "Secret store copied or read raw"; README.md says how it is told.
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
		Title:      "Secret store copied or read raw",
		About:      "All of the store was taken as a snapshot, or its storage read below the policies.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
