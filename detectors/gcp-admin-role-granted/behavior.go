// Package gcpadminrolegranted is the behavior "Administrator role granted"; README.md says how it is told.
package gcpadminrolegranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-admin-role-granted",
		Title:      "Administrator role granted",
		About:      "A role that controls a project, folder or organization, or who may do what in it, was granted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
