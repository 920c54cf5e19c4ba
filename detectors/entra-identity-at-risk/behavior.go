// Package entraidentityatrisk is the behavior "User or application at risk, says the directory"; README.md says how it is told.
package entraidentityatrisk

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-identity-at-risk",
		Title:      "User or application at risk, says the directory",
		About:      "Identity Protection found that an account or application is at risk: its credentials leaked, its token was stolen, or it acts as it never did.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1078.004"},
		NHI:        []string{"NHI2"},
		References: []string{"https://learn.microsoft.com/en-us/entra/id-protection/concept-identity-protection-risks"},
		Detectors:  tabard.Rules(rules),
	}
}
