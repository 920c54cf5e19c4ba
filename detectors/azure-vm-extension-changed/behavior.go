// Package azurevmextensionchanged is the behavior "Machine extension installed"; README.md says how it is told.
package azurevmextensionchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-vm-extension-changed",
		Title:      "Machine extension installed",
		About:      "An extension, which runs as system or root, was put on a machine.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1651"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
