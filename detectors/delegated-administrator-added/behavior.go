// Package delegatedadministratoradded is the behavior "Delegated administrator added"; README.md says how it is told.
package delegatedadministratoradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "delegated-administrator-added",
		Title:      "Delegated administrator added",
		About:      "An account was made administrator of a service for the whole organization, or a service was trusted in it.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1484"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1098/", "https://attack.mitre.org/techniques/T1484/"},
		Detectors:  tabard.Rules(rules),
	}
}
