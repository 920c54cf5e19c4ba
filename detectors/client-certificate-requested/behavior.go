// Package clientcertificaterequested is the behavior "Client certificate requested"; README.md says how it is told.
package clientcertificaterequested

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "client-certificate-requested",
		Title:      "Client certificate requested",
		About:      "A certificate was asked for with which one signs in to the cluster: it cannot be revoked.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098.001", "T1649"},
		NHI:        []string{"NHI7"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
