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
		About:      "A policy or rule of sign-in, of the organization or of one application, was deleted or switched off.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.009", "T1562"},
		NHI:        []string{"NHI4"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
