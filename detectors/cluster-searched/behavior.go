// Package clustersearched is the behavior "Whole cluster listed"; README.md says how it is told.
package clustersearched

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "cluster-searched",
		Title:       "Whole cluster listed",
		About:       "Somebody listed a kind of object in all namespaces.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1613"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1613/"},
		Detectors:   tabard.Rules(rules),
	}
}
