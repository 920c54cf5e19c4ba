// Package kubernetesrolechanged is the behavior "Cluster role created, changed or deleted"; README.md says how it is told.
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
		Title:      "Cluster role created, changed or deleted",
		About:      "What a role of the cluster may do was changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
