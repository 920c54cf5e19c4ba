// Package attacktoolagent is the behavior "Known attack or audit tool"; README.md says how it is told.
package attacktoolagent

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "attack-tool-agent",
		Title:      "Known attack or audit tool",
		About:      "The client names itself as a tool that looks for weaknesses in clusters.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1595", "T1613"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1595/"},
		Detectors:  tabard.Rules(rules),
	}
}
