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
		About:      "Somebody ran a command in a running container (exec).",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1609"},
		NHI:        []string{"NHI10"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:  tabard.Rules(rules),
	}
}
