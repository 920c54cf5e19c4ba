// Package signinplacechanged is the behavior "Origin, domain or page of sign-in changed"; README.md says how it is told.
package signinplacechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "sign-in-place-changed",
		Title:      "Origin, domain or page of sign-in changed",
		About:      "Where users sign in, which origins may call it, or the mail they get was changed: a phisher's page can look like the real one.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1566"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
