// Package nodechanged is the behavior "Node changed by a person"; README.md says how it is told.
package nodechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "node-changed",
		Title:       "Node changed by a person",
		About:       "A node was added, changed, tainted or removed by somebody other than the cluster.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1578"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1578/"},
		Detectors:   tabard.Rules(rules),
	}
}
