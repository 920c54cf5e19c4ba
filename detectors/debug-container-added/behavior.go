// Package debugcontaineradded is the behavior "Debug container added to a pod"; README.md says how it is told.
package debugcontaineradded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "debug-container-added",
		Title:      "Debug container added to a pod",
		About:      "A container was added to a running pod (ephemeral container): it sees its processes and secrets.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1609", "T1610"},
		NHI:        []string{"NHI10"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:  tabard.Rules(rules),
	}
}
