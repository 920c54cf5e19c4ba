// Package superadmingranted is the behavior "Super administrator made"; README.md says how it is told.
package superadmingranted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "super-admin-granted",
		Title:      "Super administrator made",
		About:      "Somebody, a group or an application was given the role that controls the whole organization.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/", "https://help.okta.com/en-us/content/topics/security/administrators-super-admin.htm"},
		Detectors:  tabard.Rules(rules),
	}
}
