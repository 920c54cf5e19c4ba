// Package rootsessiontaken is the behavior "Root session of a member account taken"; README.md says how it is told.
package rootsessiontaken

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-session-taken",
		Title:      "Root session of a member account taken",
		About:      "A management account took a root session of a member account for a task that changes something, or allowed such sessions.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1548.005", "T1078.004"},
		NHI:        []string{"NHI10"},
		References: []string{"https://attack.mitre.org/techniques/T1548/005/", "https://attack.mitre.org/techniques/T1078/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
