// Package entraauthenticationpolicychanged is the behavior "Rules of authentication changed"; README.md says how it is told.
package entraauthenticationpolicychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-authentication-policy-changed",
		Title:      "Rules of authentication changed",
		About:      "Which methods to sign in are allowed, security defaults, or the tenant's rules for users and consent were changed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1556.006"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities"},
		Detectors:  tabard.Rules(rules),
	}
}
