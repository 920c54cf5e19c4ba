// Package gcpkeyversiondisabled is the behavior "Key disabled or destroyed"; README.md says how it is told.
package gcpkeyversiondisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-key-version-disabled",
		Title:      "Key disabled or destroyed",
		About:      "A version of an encryption key was disabled or is to be destroyed: what it encrypts is lost.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1486"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
