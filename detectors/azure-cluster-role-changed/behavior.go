// Package azureclusterrolechanged is the behavior "Role bindings of a cluster changed"; README.md says how it is told.
package azureclusterrolechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-cluster-role-changed",
		Title:      "Role bindings of a cluster changed",
		About:      "Roles or bindings of Kubernetes were changed or deleted through Azure.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
