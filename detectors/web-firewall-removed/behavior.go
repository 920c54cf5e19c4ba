// Package webfirewallremoved is the behavior "Web or network firewall removed"; README.md says how it is told.
package webfirewallremoved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "web-firewall-removed",
		Title:      "Web or network firewall removed",
		About:      "A web access list was deleted, cut from what it protected or lets everything through; a network firewall was deleted; a DNS firewall was cut off.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1562/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
