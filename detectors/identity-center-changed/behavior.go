// Package identitycenterchanged is the behavior "Access through Identity Center changed"; README.md says how it is told.
package identitycenterchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "identity-center-changed",
		Title:      "Access through Identity Center changed",
		About:      "A permission set or an assignment of Identity Center was created or changed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1098/003/"},
		Detectors:  tabard.Rules(rules),
	}
}
