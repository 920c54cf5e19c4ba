// Package outsidecollaboratoradded is the behavior "Collaborator let into a repository"; README.md says how it is told.
package outsidecollaboratoradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "outside-collaborator-added",
		Title:      "Collaborator let into a repository",
		About:      "Somebody outside the organization's members was let into, or invited to, a repository.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1136.003"},
		NHI:        []string{"NHI3"},
		References: []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		Detectors:  tabard.Rules(rules),
	}
}
