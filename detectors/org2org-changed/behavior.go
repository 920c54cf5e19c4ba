// Package org2orgchanged is the behavior "Org2Org application created or changed"; README.md says how it is told.
package org2orgchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "org2org-changed",
		Title:      "Org2Org application created or changed",
		About:      "The application that lets people of another Okta organization in, or pushes users to it, was made or changed.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
