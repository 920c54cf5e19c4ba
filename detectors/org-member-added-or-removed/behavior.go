// Package orgmemberaddedorremoved is the behavior "Member of organization or team changed"; README.md says how it is told.
package orgmemberaddedorremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "org-member-added-or-removed",
		Title:       "Member of organization or team changed",
		About:       "Somebody joined or left the organization or one of its teams, or became a moderator; a team or its repositories changed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyNone,
		MITRE:       []string{"T1098", "T1136.003"},
		NHI:         []string{"NHI1"},
		References:  []string{"https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise"},
		FalseAlarms: []string{"Ordinary joining and leaving: it is meant for looking back."},
		Detectors:   tabard.Rules(rules),
	}
}
