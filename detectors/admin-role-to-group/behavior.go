// Package adminroletogroup is the behavior "Administrator role given to a group"; README.md says how it is told.
package adminroletogroup

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admin-role-to-group",
		Title:      "Administrator role given to a group",
		About:      "A group was given an administrator role: whoever joins it rules.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
