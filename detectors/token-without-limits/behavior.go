// Package tokenwithoutlimits is the behavior "Token without a parent or an end"; README.md says how it is told.
package tokenwithoutlimits

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "token-without-limits",
		Title:      "Token without a parent or an end",
		About:      "A token was created that outlives its maker, or is renewed for ever.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
