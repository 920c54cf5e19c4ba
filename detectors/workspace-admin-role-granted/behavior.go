// Package workspaceadminrolegranted is the behavior "Administrator role of Workspace granted"; README.md says how it is told.
package workspaceadminrolegranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workspace-admin-role-granted",
		Title:      "Administrator role of Workspace granted",
		About:      "Somebody was given an administrator role of Google Workspace.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
