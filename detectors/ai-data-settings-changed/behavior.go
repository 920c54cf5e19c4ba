// Package aidatasettingschanged is the behavior "Data, retention or compliance settings changed"; README.md says how it is told.
package aidatasettingschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-data-settings-changed",
		Title:      "Data, retention or compliance settings changed",
		About:      "How long chats are kept, who may read them, or where they go was changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
