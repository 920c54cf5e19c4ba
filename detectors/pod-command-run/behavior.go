// Package podcommandrun is the behavior "Command run in a pod"; README.md says how it is told.
package podcommandrun

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "pod-command-run",
		Title:      "Command run in a pod",
		About:      "A command was run in a running pod, somebody attached to it, or a debug container was added to it.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1609"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:  tabard.Rules(rules),
	}
}
