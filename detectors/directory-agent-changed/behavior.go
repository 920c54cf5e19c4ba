// Package directoryagentchanged is the behavior "Directory agent added or its import changed"; README.md says how it is told.
package directoryagentchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "directory-agent-changed",
		Title:      "Directory agent added or its import changed",
		About:      "An agent that answers for passwords of a directory was added, changed or lost.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.007"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
