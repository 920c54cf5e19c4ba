// Package azureworkflowtriggertaken is the behavior "Address that starts a workflow read"; README.md says how it is told.
package azureworkflowtriggertaken

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-workflow-trigger-taken",
		Title:      "Address that starts a workflow read",
		About:      "The address that starts a logic app, with its signature, was handed out.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1552"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
