// Package roottokenused is the behavior "Root token used"; README.md says how it is told.
package roottokenused

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-token-used",
		Title:      "Root token used",
		About:      "A token that may do everything was used; after the setup of the store there should be none.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1078"},
		NHI:        []string{"NHI5", "NHI10"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
