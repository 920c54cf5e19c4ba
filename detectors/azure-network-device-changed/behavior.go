// Package azurenetworkdevicechanged is the behavior "Virtual network, interface or appliance changed"; README.md says how it is told.
package azurenetworkdevicechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-network-device-changed",
		Title:      "Virtual network, interface or appliance changed",
		About:      "A virtual network, network interface, hub, appliance or tap was changed or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
