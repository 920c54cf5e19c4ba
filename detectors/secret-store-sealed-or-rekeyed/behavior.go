// Package secretstoresealedorrekeyed is the behavior "Store sealed, or its master keys begun anew"; README.md says how it is told.
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
		Title:      "Store sealed, or its master keys begun anew",
		About:      "The store was sealed, or somebody began to make its master key, recovery key or root token anew.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485", "T1098.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
