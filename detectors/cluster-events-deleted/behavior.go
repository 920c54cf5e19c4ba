// Package clustereventsdeleted is the behavior "Events of the cluster deleted"; README.md says how it is told.
package clustereventsdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "cluster-events-deleted",
		Title:      "Events of the cluster deleted",
		About:      "Events that tell what happened to objects were deleted.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1070"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1070/"},
		Detectors:  tabard.Rules(rules),
	}
}
