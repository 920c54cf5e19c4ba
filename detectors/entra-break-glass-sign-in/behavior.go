// Package entrabreakglasssignin is the behavior "Emergency account used"; README.md says how it is told.
package entrabreakglasssignin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-break-glass-sign-in",
		Title:      "Emergency account used",
		About:      "The account that is kept for emergencies signed in.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI8"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/security-emergency-access"},
		Detectors:  tabard.Rules(rules),
	}
}
