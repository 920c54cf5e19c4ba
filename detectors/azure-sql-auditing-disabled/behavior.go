// Package azuresqlauditingdisabled is the behavior "Auditing of a database disabled"; README.md says how it is told.
package azuresqlauditingdisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-sql-auditing-disabled",
		Title:      "Auditing of a database disabled",
		About:      "Auditing or threat detection of a database server was switched off.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.008"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
