// Package rootpolicybyidentity is the behavior "Root policy given through an identity"; README.md says how it is told.
package rootpolicybyidentity

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-policy-by-identity",
		Title:      "Root policy given through an identity",
		About:      "The policy that may do everything was written to an entity or group, in whatever spelling: every token of it can do everything from then on.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://nvd.nist.gov/vuln/detail/CVE-2025-5999", "https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
