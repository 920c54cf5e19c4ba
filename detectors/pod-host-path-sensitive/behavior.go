// Package podhostpathsensitive is the behavior "Sensitive folder of a node mounted"; README.md says how it is told.
package podhostpathsensitive

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-host-path-sensitive",
		Title:       "Sensitive folder of a node mounted",
		About:       "A workload or volume mounts a folder of the node that holds its system, its credentials or the socket of its containers.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1611", "T1552.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1611/"},
		FalseAlarms: []string{"Agents of logs, networks and storage."},
		Detectors:   tabard.Rules(rules),
	}
}
