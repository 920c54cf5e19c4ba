// Package gcpsecretread is the behavior "Secret read, or credential made, by a person"; README.md says how it is told.
package gcpsecretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-secret-read",
		Title:      "Secret read, or credential made, by a person",
		About:      "A person, not a program, read a secret or made a token of a service account.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1555.006"},
		NHI:        []string{"NHI2"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
