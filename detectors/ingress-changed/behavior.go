// Package ingresschanged is the behavior "Way into the cluster created or changed"; README.md says how it is told.
package ingresschanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "ingress-changed",
		Title:       "Way into the cluster created or changed",
		About:       "An ingress or gateway route was created or changed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1133"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1133/"},
		Detectors:   tabard.Rules(rules),
	}
}
