// Package factormethoddisabled is the behavior "Second factor method disabled for the organization"; README.md says how it is told.
package factormethoddisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "factor-method-disabled",
		Title:      "Second factor method disabled for the organization",
		About:      "A kind of second factor was switched off for everybody.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
