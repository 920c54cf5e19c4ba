// Package podcapabilityadded is the behavior "Container with more rights than it needs"; README.md says how it is told.
package podcapabilityadded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-capability-added",
		Title:       "Container with more rights than it needs",
		About:       "A container was given a dangerous capability, runs as root on purpose, may raise its rights, or runs without the usual confinement.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1610", "T1611"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		FalseAlarms: []string{"Older images that run as root."},
		Detectors:   tabard.Rules(rules),
	}
}
