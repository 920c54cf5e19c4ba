// Package passwordresetformany is the behavior "Password reset asked for several addresses"; README.md says how it is told.
package passwordresetformany

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "password-reset-for-many",
		Title:      "Password reset asked for several addresses",
		About:      "One request asked to send the link to reset a password to several addresses: an attacker adds their own to that of the victim.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1190", "T1098"},
		NHI:        []string{"NHI4"},
		References: []string{"https://docs.gitlab.com/user/compliance/audit_event_types/"},
		Detectors:  tabard.Rules(rules),
	}
}
