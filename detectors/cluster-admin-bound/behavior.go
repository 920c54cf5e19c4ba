// Package clusteradminbound is the behavior "Cluster administrator bound"; README.md says how it is told.
package clusteradminbound

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "cluster-admin-bound",
		Title:      "Cluster administrator bound",
		About:      "Somebody was given the role cluster-admin: everything in the cluster, secrets and nodes included.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.006"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		Detectors:  tabard.Rules(rules),
	}
}
