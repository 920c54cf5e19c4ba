// Package policydeletedoroff is the behavior "Sign-on policy or rule deactivated or deleted"; README.md says how it is told.
package policydeletedoroff

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "policy-deleted-or-off",
		Title:      "Sign-on policy or rule deactivated or deleted",
		About:      "A policy or a rule that says how people sign in was deactivated or deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.009"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
