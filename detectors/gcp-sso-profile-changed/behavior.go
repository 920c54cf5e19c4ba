// Package gcpssoprofilechanged is the behavior "Single sign-on of the organization changed"; README.md says how it is told.
package gcpssoprofilechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "gcp-sso-profile-changed",
		Title:      "Single sign-on of the organization changed",
		About:      "A profile of inbound single sign-on was made or changed: who runs that issuer can be anybody here.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1484.002", "T1556.007"},
		NHI:        []string{"NHI3"},
		References: []string{"https://cloud.google.com/logging/docs/audit/services"},
		Detectors:  tabard.Rules(rules),
	}
}
