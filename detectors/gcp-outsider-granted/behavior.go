// Package gcpoutsidergranted is the behavior "Role granted to a private account"; README.md says how it is told.
package gcpoutsidergranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-outsider-granted",
		Title:      "Role granted to a private account",
		About:      "A role was granted to an address at a public mail service.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098", "T1136"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
