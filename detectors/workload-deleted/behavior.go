// Package workloaddeleted is the behavior "Workload deleted"; README.md says how it is told.
package workloaddeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "workload-deleted",
		Title:       "Workload deleted",
		About:       "A deployment, daemon set, stateful set or scheduled job was deleted.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1489"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1489/"},
		Detectors:   tabard.Rules(rules),
	}
}
