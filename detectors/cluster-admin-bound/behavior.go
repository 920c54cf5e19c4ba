// Package clusteradminbound is the behavior "Cluster administrator bound or impersonated"; README.md says how it is told.
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
		ID:          "cluster-admin-bound",
		Title:       "Cluster administrator bound or impersonated",
		About:       "Somebody was given the role of cluster administrator or put into the group of those who may do everything, or acts as one of them or as a part of the cluster.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/006/"},
		FalseAlarms: []string{"Bootstrapping of a cluster, and operators that ask for it."},
		Detectors:   tabard.Rules(rules),
	}
}
