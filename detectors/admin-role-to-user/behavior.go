// Package adminroletouser is the behavior "Administrator role given to a user"; README.md says how it is told.
package adminroletouser

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admin-role-to-user",
		Title:      "Administrator role given to a user",
		About:      "Somebody was given an administrator role of the organization.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
