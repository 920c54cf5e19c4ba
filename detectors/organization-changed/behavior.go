// Package organizationchanged is the behavior "Organization changed"; README.md says how it is told.
package organizationchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "organization-changed",
		Title:      "Organization changed",
		About:      "Accounts, units, policies or handshakes of the organization were made, moved or changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1484/"},
		Detectors:  tabard.Rules(rules),
	}
}
