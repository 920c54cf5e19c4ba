// Package credentialsresetbysupport is the behavior "Credentials reset by the vendor"; README.md says how it is told.
package credentialsresetbysupport

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "credentials-reset-by-support",
		Title:      "Credentials reset by the vendor",
		About:      "A password or factor was reset by the vendor itself, as its support does: what thieves of a support account do.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1199", "T1098"},
		NHI:        []string{"NHI3"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
