// Package namespacedeleted is the behavior "Namespace deleted"; README.md says how it is told.
package namespacedeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "namespace-deleted",
		Title:       "Namespace deleted",
		About:       "A namespace and everything in it was deleted.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1485"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1485/"},
		Detectors:   tabard.Rules(rules),
	}
}
