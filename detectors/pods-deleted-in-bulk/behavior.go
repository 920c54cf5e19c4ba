// Package podsdeletedinbulk is the behavior "Objects deleted in bulk"; README.md says how it is told.
package podsdeletedinbulk

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pods-deleted-in-bulk",
		Title:       "Objects deleted in bulk",
		About:       "All objects of a kind in a namespace, or in the whole cluster, were deleted with one request.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1485", "T1489"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1485/"},
		Detectors:   tabard.Rules(rules),
	}
}
