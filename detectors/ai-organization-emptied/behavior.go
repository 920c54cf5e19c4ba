// Package aiorganizationemptied is the behavior "Data or organization deleted in bulk"; README.md says how it is told.
package aiorganizationemptied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-organization-emptied",
		Title:      "Data or organization deleted in bulk",
		About:      "Much was deleted at once, or the organization itself.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI1"},
		References: []string{"https://platform.claude.com/docs/en/api/compliance"},
		Detectors:  tabard.Rules(rules),
	}
}
