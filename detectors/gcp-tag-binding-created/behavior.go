// Package gcptagbindingcreated is the behavior "Tag bound to a resource"; README.md says how it is told.
package gcptagbindingcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-tag-binding-created",
		Title:      "Tag bound to a resource",
		About:      "A tag, which conditions of roles may depend on, was bound to a resource.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1548"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
