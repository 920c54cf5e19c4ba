// Package agentacted is the behavior "AI agent acted"; README.md says how it is told.
package agentacted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "agent-acted",
		Title:      "AI agent acted",
		About:      "An AI agent did this, in the name of somebody.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1059"},
		NHI:        []string{"NHI1"},
		ASI:        []string{"ASI03"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
