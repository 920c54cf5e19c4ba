// Package customeridentityweakened is the behavior "Customer sign-in weakened"; README.md says how it is told.
package customeridentityweakened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "customer-identity-weakened",
		Title:      "Customer sign-in weakened",
		About:      "A user or identity pool lets in callers without proof, people who register themselves, sign-ins without a second factor, weak passwords or flows that send the password; or its protection against takeover was turned down.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556", "T1078.004"},
		NHI:        []string{"NHI4"},
		References: []string{"https://attack.mitre.org/techniques/T1556/", "https://attack.mitre.org/techniques/T1078/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
