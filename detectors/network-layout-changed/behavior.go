// Package networklayoutchanged is the behavior "Network layout changed"; README.md says how it is told.
package networklayoutchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "network-layout-changed",
		Title:      "Network layout changed",
		About:      "A virtual network, route, gateway, access list, security group, peering, transit or private connection, or a DNS record or zone was made, changed or removed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007", "T1557", "T1583.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/007/", "https://attack.mitre.org/techniques/T1557/", "https://attack.mitre.org/techniques/T1583/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
