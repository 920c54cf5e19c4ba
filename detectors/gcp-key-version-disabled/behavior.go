// Package gcpkeyversiondisabled is the behavior "Key, secret, project, data or backup destroyed"; README.md says how it is told.
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
		Title:      "Key, secret, project, data or backup destroyed",
		About:      "A key version or secret was disabled or destroyed, or a project, machine, database, snapshot or backup was deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1486"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
