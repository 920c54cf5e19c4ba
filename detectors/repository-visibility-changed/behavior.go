// Package repositoryvisibilitychanged is the behavior "Protection, network or visibility of code changed"; README.md says how it is told.
package repositoryvisibilitychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "repository-visibility-changed",
		Title:       "Protection, network or visibility of code changed",
		About:       "The visibility of a repository, a branch protection, a ruleset or the allowed networks were changed, or a repository was made.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyNone,
		MITRE:       []string{"T1562"},
		NHI:         []string{"NHI6"},
		References:  []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		FalseAlarms: []string{"Ordinary administration: it is meant for looking back."},
		Detectors:   tabard.Rules(rules),
	}
}
