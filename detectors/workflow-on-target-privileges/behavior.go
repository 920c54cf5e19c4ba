// Package workflowontargetprivileges is the behavior "Workflow run with the rights of the target"; README.md says how it is told.
package workflowontargetprivileges

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "workflow-on-target-privileges",
		Title:      "Workflow run with the rights of the target",
		About:      "A run started by a pull request or comment had the secrets of the target repository.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1195.002"},
		NHI:        []string{"NHI8"},
		References: []string{"https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization"},
		Detectors:  tabard.Rules(rules),
	}
}
