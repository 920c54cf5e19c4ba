// Package podhostnetwork is the behavior "Pod in the network of its node created"; README.md says how it is told.
package podhostnetwork

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-host-network",
		Title:       "Pod in the network of its node created",
		About:       "A pod shares the network of its node: it sees its traffic and its metadata service.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1611", "T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/", "https://attack.mitre.org/techniques/T1611/"},
		FalseAlarms: []string{"Agents of networking, storage and monitoring, where people install them by hand."},
		Detectors:   tabard.Rules(rules),
	}
}
