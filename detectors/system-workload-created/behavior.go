// Package systemworkloadcreated is the behavior "Workload or command among the parts of the system"; README.md says how it is told.
package systemworkloadcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-workload-created",
		Title:       "Workload or command among the parts of the system",
		About:       "A workload or service account was created in a namespace of the system, a command was run in one of its pods, or a workload was placed on the nodes of the control plane.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1036.005", "T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1036/005/"},
		FalseAlarms: []string{"Installation of agents into the system namespace."},
		Detectors:   tabard.Rules(rules),
	}
}
