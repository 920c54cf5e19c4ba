// Package azurevmcommandrun is the behavior "Command run on a machine"; README.md says how it is told.
package azurevmcommandrun

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vm-command-run",
		Title:      "Command run on a machine",
		About:      "A script was sent to a machine by the control plane: it runs as system or root.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1651", "T1059"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
