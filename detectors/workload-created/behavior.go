// Package workloadcreated is the behavior "Workload created"; README.md says how it is told.
package workloadcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "workload-created",
		Title:       "Workload created",
		About:       "A deployment, stateful set or job was created.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		Detectors:   tabard.Rules(rules),
	}
}
