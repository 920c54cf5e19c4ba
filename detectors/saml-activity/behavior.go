// Package samlactivity is the behavior "SAML provider or sign-in changed"; README.md says how it is told.
package samlactivity

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "saml-activity",
		Title:      "SAML provider or sign-in changed",
		About:      "A SAML provider was created, changed or deleted, or a session was taken over SAML.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1606.002", "T1484.002"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1606/002/"},
		Detectors:  tabard.Rules(rules),
	}
}
