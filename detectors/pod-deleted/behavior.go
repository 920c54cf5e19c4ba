// Package poddeleted is the behavior "Pod deleted"; README.md says how it is told.
package poddeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-deleted",
		Title:       "Pod deleted",
		About:       "Somebody deleted a pod.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1489"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1489/"},
		Detectors:   tabard.Rules(rules),
	}
}
