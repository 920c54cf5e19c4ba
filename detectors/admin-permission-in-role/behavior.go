// Package adminpermissioninrole is the behavior "Role widened with a permission to administer"; README.md says how it is told.
package adminpermissioninrole

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admin-permission-in-role",
		Title:      "Role widened with a permission to administer",
		About:      "A role of one's own making now holds a permission that administers people, keys, roles or the organization.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed", "https://platform.openai.com/docs/api-reference/audit-logs/object"},
		Detectors:  tabard.Rules(rules),
	}
}
