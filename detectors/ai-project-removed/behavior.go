// Package aiprojectremoved is the behavior "Project archived or deleted"; README.md says how it is told.
package aiprojectremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-project-removed",
		Title:      "Project archived or deleted",
		About:      "A project with its keys was archived or deleted.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI1"},
		References: []string{"https://platform.openai.com/docs/api-reference/audit-logs"},
		Detectors:  tabard.Rules(rules),
	}
}
