// Package adminconsoleunusual is the behavior "Administrator console opened in an unusual way"; README.md says how it is told.
package adminconsoleunusual

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admin-console-unusual",
		Title:      "Administrator console opened in an unusual way",
		About:      "The console for administrators was opened from a device or network that is new for the user.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
