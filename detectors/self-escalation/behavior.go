// Package selfescalation is the behavior "Identity gives itself rights"; README.md says how it is told.
package selfescalation

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "self-escalation",
		Title:      "Identity gives itself rights",
		About:      "A user or role changed its own policies, groups, boundary or trust.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003", "T1548"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1098/003/", "https://attack.mitre.org/techniques/T1548/"},
		Detectors:  tabard.Rules(rules),
	}
}
