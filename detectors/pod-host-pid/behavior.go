// Package podhostpid is the behavior "Pod in the processes, memory or network of its node"; README.md says how it is told.
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
		Title:       "Pod in the processes, memory or network of its node",
		About:       "A workload shares the process table, the shared memory or the network of its node: it can watch or reach what else runs there.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1610", "T1611"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		FalseAlarms: []string{"Agents of monitoring and networks that need it."},
		Detectors:   tabard.Rules(rules),
	}
}
