// Package toolserveradded is the behavior "Tool server added or changed"; README.md says how it is told.
package toolserveradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "tool-server-added",
		Title:      "Tool server added or changed",
		About:      "A server that gives tools to AI agents was added or changed: it can see what they see and tell them what to do.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195"},
		NHI:        []string{"NHI3"},
		ASI:        []string{"ASI04"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
