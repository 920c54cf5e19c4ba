// Package secretstorepolicychanged is the behavior "Policy of the secret store changed"; README.md says how it is told.
package secretstorepolicychanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-store-policy-changed",
		Title:      "Policy of the secret store changed",
		About:      "A policy that says who reads which secrets was written or deleted.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
