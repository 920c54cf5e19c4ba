// Package podhostport is the behavior "Port of the node opened by a pod"; README.md says how it is told.
package podhostport

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-host-port",
		Title:       "Port of the node opened by a pod",
		About:       "A container opens a port on its node, past services and network policies.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1133"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/", "https://attack.mitre.org/techniques/T1133/"},
		FalseAlarms: []string{"Agents of networking, storage and monitoring, where people install them by hand."},
		Detectors:   tabard.Rules(rules),
	}
}
