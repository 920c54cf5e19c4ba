// Package oauthclientsecretadded is the behavior "Secret or key of an application added"; README.md says how it is told.
package oauthclientsecretadded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "oauth-client-secret-added",
		Title:      "Secret or key of an application added",
		About:      "An application got a further secret or key: whoever has it can act as the application.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
