// Package entrapasswordresetbyadmin is the behavior "Password or sign-in method of a user set by an administrator"; README.md says how it is told.
package entrapasswordresetbyadmin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-password-reset-by-admin",
		Title:      "Password or sign-in method of a user set by an administrator",
		About:      "Somebody reset another user's password, or put a way to sign in on the user: whoever did can sign in as that user.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098", "T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/en-us/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
