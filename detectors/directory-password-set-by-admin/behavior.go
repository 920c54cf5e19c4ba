// Package directorypasswordsetbyadmin is the behavior "Password, address or factor of a user set by an administrator"; README.md says how it is told.
package directorypasswordsetbyadmin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "directory-password-set-by-admin",
		Title:      "Password, address or factor of a user set by an administrator",
		About:      "Somebody set another user's password or e-mail address, or reset the second factor: whoever did can sign in as that user.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098", "T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://auth0.com/docs/api/management/v2", "https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
