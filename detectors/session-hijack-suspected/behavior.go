// Package sessionhijacksuspected is the behavior "Session or user at risk"; README.md says how it is told.
package sessionhijacksuspected

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "session-hijack-suspected",
		Title:      "Session or user at risk",
		About:      "The identity provider saw a session change its network or device, or a user at higher risk.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1539"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
