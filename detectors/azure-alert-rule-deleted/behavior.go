// Package azurealertruledeleted is the behavior "Alert, or whom it tells, deleted or switched off"; README.md says how it is told.
package azurealertruledeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-alert-rule-deleted",
		Title:      "Alert, or whom it tells, deleted or switched off",
		About:      "A rule that warns, or the group of people it tells, was deleted, switched off or suppressed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
