// Package clustereventsdeleted is the behavior "Resources deleted in bulk, or traces deleted"; README.md says how it is told.
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
		ID:          "cluster-events-deleted",
		Title:       "Resources deleted in bulk, or traces deleted",
		About:       "All resources of a kind were deleted at once, or events, a namespace, a node, a volume or backups were.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1485", "T1070"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1485/"},
		FalseAlarms: []string{"Tear-down of test environments."},
		Detectors:   tabard.Rules(rules),
	}
}
