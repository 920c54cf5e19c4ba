// Package kubernetesbindingchanged is the behavior "Role binding created, changed or deleted"; README.md says how it is told.
package kubernetesbindingchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "kubernetes-binding-changed",
		Title:       "Role binding created, changed or deleted",
		About:       "Who holds which role in the cluster was changed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:   tabard.Rules(rules),
	}
}
