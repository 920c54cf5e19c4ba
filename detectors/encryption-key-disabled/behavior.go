// Package encryptionkeydisabled is the behavior "Encryption key or secret disabled or destroyed"; README.md says how it is told.
package encryptionkeydisabled

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "encryption-key-disabled",
		Title:      "Encryption key or secret disabled or destroyed",
		About:      "A key was disabled, scheduled for deletion or lost its material or store; or a secret or parameter was deleted without a way back, or no longer rotates.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1490"},
		NHI:        []string{"NHI1"},
		References: []string{"https://attack.mitre.org/techniques/T1485/", "https://attack.mitre.org/techniques/T1490/"},
		Detectors:  tabard.Rules(rules),
	}
}
