// Package gcpnetworkchanged is the behavior "Network, route or DNS changed"; README.md says how it is told.
package gcpnetworkchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-network-changed",
		Title:      "Network, route or DNS changed",
		About:      "A network, subnet, route, peering, VPN or DNS zone was changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI5"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
