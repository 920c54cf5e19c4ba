// Package dataexported is the behavior "Data of the organization exported"; README.md says how it is told.
package dataexported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "data-exported",
		Title:      "Data of the organization exported",
		About:      "Chats, files or the audit log of the whole organization were exported.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1213", "T1567"},
		NHI:        []string{"NHI10"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
