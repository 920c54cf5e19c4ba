// Package azureautomationsecretchanged is the behavior "Credentials of automation changed"; README.md says how it is told.
package azureautomationsecretchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-automation-secret-changed",
		Title:      "Credentials of automation changed",
		About:      "A credential, certificate, connection or variable of an automation account was made or changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
