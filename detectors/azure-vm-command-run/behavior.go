// Package azurevmcommandrun is the behavior "Command run on a machine or cluster through the cloud"; README.md says how it is told.
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
		Title:      "Command run on a machine or cluster through the cloud",
		About:      "The cloud's own way was used to run a command on a machine or cluster, to reach its console, or to set a password or script on it.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1651", "T1059"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
