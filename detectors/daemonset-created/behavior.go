// Package daemonsetcreated is the behavior "Workload on every node created"; README.md says how it is told.
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
		Title:      "Workload on every node created",
		About:      "A daemon set was created: its pods run on every node.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1543.005", "T1610"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1543/005/"},
		Detectors:  tabard.Rules(rules),
	}
}
