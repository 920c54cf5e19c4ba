// Package entrasecurityinfochanged is the behavior "Sign-in method of a user changed"; README.md says how it is told.
package entrasecurityinfochanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-security-info-changed",
		Title:      "Sign-in method of a user changed",
		About:      "A user, or an administrator for one, registered, changed or deleted a way to sign in.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.005", "T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
