// Package workspacedelegationgranted is the behavior "Application may act as everybody"; README.md says how it is told.
package workspacedelegationgranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workspace-delegation-granted",
		Title:      "Application may act as everybody",
		About:      "An application was given domain-wide delegation: it can act as any user.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1550.001"},
		NHI:        []string{"NHI3", "NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
