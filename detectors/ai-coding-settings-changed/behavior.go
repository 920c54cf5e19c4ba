// Package aicodingsettingschanged is the behavior "AI coding settings changed"; README.md says how it is told.
package aicodingsettingschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-coding-settings-changed",
		Title:      "AI coding settings changed",
		About:      "Which AI agents, models and tool servers may work with the code was changed, or a seat was given.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562"},
		NHI:        []string{"NHI6"},
		ASI:        []string{"ASI04"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
