// Package entradevicecodesignin is the behavior "Sign-in by device code"; README.md says how it is told.
package entradevicecodesignin

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-device-code-sign-in",
		Title:      "Sign-in by device code",
		About:      "Somebody signed in by a code typed elsewhere: phishing uses it to get a token.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1528", "T1566"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
