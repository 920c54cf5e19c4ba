// Package clusteradminsubjectadded is the behavior "Cluster administrators added to a binding"; README.md says how it is told.
package clusteradminsubjectadded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "cluster-admin-subject-added",
		Title:       "Cluster administrators added to a binding",
		About:       "A binding to cluster-admin was changed: whoever was added controls the cluster.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:   tabard.Rules(rules),
	}
}
