// Package domaincontrolchanged is the behavior "Control of a domain given away"; README.md says how it is told.
package domaincontrolchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "domain-control-changed",
		Title:      "Control of a domain given away",
		About:      "A domain was transferred or unlocked, its code for a transfer read, its name servers or contacts replaced, it was deleted, or its zone no longer signs.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1584.001", "T1583.001"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1584/001/", "https://attack.mitre.org/techniques/T1583/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
