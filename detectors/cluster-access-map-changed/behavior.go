// Package clusteraccessmapchanged is the behavior "Map of cloud identities changed"; README.md says how it is told.
package clusteraccessmapchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "cluster-access-map-changed",
		Title:       "Map of cloud identities changed",
		About:       "The config map aws-auth, which says which AWS identities are whom in the cluster, was changed.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/"},
		Detectors:   tabard.Rules(rules),
	}
}
