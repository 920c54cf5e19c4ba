// Package factorofotherenrolled is the behavior "Second factor enrolled by somebody else"; README.md says how it is told.
package factorofotherenrolled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "factor-of-other-enrolled",
		Title:      "Second factor enrolled by somebody else",
		About:      "An account enrolled or activated a second factor for another account.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.005"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
