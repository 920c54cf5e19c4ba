// Package secretstoresealedorrekeyed is the behavior "Secret store sealed, or its root of trust touched"; README.md says how it is told.
package secretstoresealedorrekeyed

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "secret-store-sealed-or-rekeyed",
		Title:      "Secret store sealed, or its root of trust touched",
		About:      "The store was sealed, or somebody began to make new unseal keys or a root token.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1098.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
