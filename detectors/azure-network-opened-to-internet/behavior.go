// Package azurenetworkopenedtointernet is the behavior "Network opened to the Internet"; README.md says how it is told.
package azurenetworkopenedtointernet

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "azure-network-opened-to-internet",
		Title:      "Network opened to the Internet",
		About:      "A rule of a network security group lets every address in.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://learn.microsoft.com/azure/role-based-access-control/permissions/"},
		Detectors:  tabard.Rules(rules),
	}
}
