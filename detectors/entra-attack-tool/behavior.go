// Package entraattacktool is the behavior "Tool of attackers used to sign in"; README.md says how it is told.
package entraattacktool

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "entra-attack-tool",
		Title:      "Tool of attackers used to sign in",
		About:      "The user agent is that of a tool for spying out or attacking a directory.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1087.004", "T1110"},
		NHI:        []string{"NHI4"},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/reference-error-codes"},
		Detectors:  tabard.Rules(rules),
	}
}
