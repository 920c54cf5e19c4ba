// Package cloudsigninbysso is the behavior "Sign-in to a cloud account"; README.md says how it is told.
package cloudsigninbysso

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "cloud-sign-in-by-sso",
		Title:      "Sign-in to a cloud account",
		About:      "Somebody went on to a cloud provider through single sign-on.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
