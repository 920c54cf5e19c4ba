// Package suspiciousactivityreported is the behavior "User reported suspicious activity"; README.md says how it is told.
package suspiciousactivityreported

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "suspicious-activity-reported",
		Title:      "User reported suspicious activity",
		About:      "A user said that activity on the account was not theirs.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
