// Package networkaccessruleschanged is the behavior "Access rules of the private network changed"; README.md says how it is told.
package networkaccessruleschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "network-access-rules-changed",
		Title:      "Access rules of the private network changed",
		About:      "The policy that says who reaches what was changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.007"},
		NHI:        []string{"NHI6"},
		References: []string{"https://tailscale.com/kb/1203/audit-logging"},
		Detectors:  tabard.Rules(rules),
	}
}
