// Package kubernetesrolechanged is the behavior "Role or binding changed"; README.md says how it is told.
package kubernetesrolechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "kubernetes-role-changed",
		Title:      "Role or binding changed",
		About:      "A role, or who has one, was created, changed or deleted.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
