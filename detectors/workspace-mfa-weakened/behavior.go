// Package workspacemfaweakened is the behavior "Second factor of Workspace weakened"; README.md says how it is told.
package workspacemfaweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workspace-mfa-weakened",
		Title:      "Second factor of Workspace weakened",
		About:      "Second factors are no longer enforced, or one was taken from a user.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
