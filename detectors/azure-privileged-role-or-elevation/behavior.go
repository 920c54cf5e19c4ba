// Package azureprivilegedroleorelevation is the behavior "Privileged role assigned or access elevated"; README.md says how it is told.
package azureprivilegedroleorelevation

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-privileged-role-or-elevation",
		Title:      "Privileged role assigned or access elevated",
		About:      "A role that controls a scope, its secrets, keys, data or machines was assigned, or a Global Administrator gave themselves access to all subscriptions.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003", "T1078.004"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
