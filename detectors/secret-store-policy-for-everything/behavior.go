// Package secretstorepolicyforeverything is the behavior "Policy written that allows everything"; README.md says how it is told.
package secretstorepolicyforeverything

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-store-policy-for-everything",
		Title:      "Policy written that allows everything",
		About:      "A policy was written that allows every path, or the paths by which one becomes root.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://developer.hashicorp.com/vault/api-docs/system"},
		Detectors:  tabard.Rules(rules),
	}
}
