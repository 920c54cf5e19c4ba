// Package daemonsetcreated is the behavior "Workload that returns by itself created"; README.md says how it is told.
package daemonsetcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "daemonset-created",
		Title:      "Workload that returns by itself created",
		About:      "A scheduled job was created or changed, or a workload that runs on every node was: both come back after their pods are removed.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1053.007", "T1543"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1053/007/"},
		Detectors:  tabard.Rules(rules),
	}
}
