// Package azuresshkeycreated is the behavior "SSH key pair created"; README.md says how it is told.
package azuresshkeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-ssh-key-created",
		Title:      "SSH key pair created",
		About:      "A key pair for machines was made or handed out.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.004"},
		NHI:        []string{"NHI7"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
