// Package gcpimpersonationgranted is the behavior "Right to become a service account granted"; README.md says how it is told.
package gcpimpersonationgranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-impersonation-granted",
		Title:      "Right to become a service account granted",
		About:      "Somebody may now make tokens of service accounts, or run things as them.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003", "T1548"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
