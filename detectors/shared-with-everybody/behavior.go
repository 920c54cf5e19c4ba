// Package sharedwitheverybody is the behavior "Shared beyond the organization"; README.md says how it is told.
package sharedwitheverybody

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "shared-with-everybody",
		Title:      "Shared beyond the organization",
		About:      "A chat, project or artifact was opened to everybody, or a link to it made.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1567"},
		NHI:        []string{"NHI10"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
