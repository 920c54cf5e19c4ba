// Package podhostpid is the behavior "Pod among the processes of its node created"; README.md says how it is told.
package podhostpid

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-host-pid",
		Title:       "Pod among the processes of its node created",
		About:       "A pod shares the process table of its node: it sees, and as root enters, every process.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1611", "T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/", "https://attack.mitre.org/techniques/T1611/"},
		FalseAlarms: []string{"Agents of networking, storage and monitoring, where people install them by hand."},
		Detectors:   tabard.Rules(rules),
	}
}
