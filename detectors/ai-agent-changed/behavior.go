// Package aiagentchanged is the behavior "Agent or model of the account changed"; README.md says how it is told.
package aiagentchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-agent-changed",
		Title:      "Agent or model of the account changed",
		About:      "An agent, its tools, gateway, memory or knowledge, or a custom model was made, changed or imported.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1648", "T1565"},
		NHI:        []string{"NHI5"},
		ASI:        []string{"ASI04"},
		References: []string{"https://attack.mitre.org/techniques/T1648/", "https://attack.mitre.org/techniques/T1565/"},
		Detectors:  tabard.Rules(rules),
	}
}
