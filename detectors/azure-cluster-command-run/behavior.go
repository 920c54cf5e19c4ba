// Package azureclustercommandrun is the behavior "Command run in a cluster"; README.md says how it is told.
package azureclustercommandrun

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-cluster-command-run",
		Title:      "Command run in a cluster",
		About:      "A command was run in a Kubernetes cluster or container by the control plane.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1609", "T1651"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
