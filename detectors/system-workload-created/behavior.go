// Package systemworkloadcreated is the behavior "Workload created in the system namespace"; README.md says how it is told.
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
		ID:         "system-workload-created",
		Title:      "Workload created in the system namespace",
		About:      "Somebody created a pod or workload in kube-system, where nobody looks and much is allowed.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1610", "T1036.005"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		Detectors:  tabard.Rules(rules),
	}
}
