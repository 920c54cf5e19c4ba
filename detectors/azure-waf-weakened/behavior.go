// Package azurewafweakened is the behavior "Web application firewall set to watch only"; README.md says how it is told.
package azurewafweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-waf-weakened",
		Title:      "Web application firewall set to watch only",
		About:      "A web application firewall no longer blocks: its mode is detection, or it is disabled.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
