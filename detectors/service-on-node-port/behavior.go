// Package serviceonnodeport is the behavior "Service opened to outside of the cluster"; README.md says how it is told.
package serviceonnodeport

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-on-node-port",
		Title:       "Service opened to outside of the cluster",
		About:       "A service was opened on a port of every node, by a load balancer that is not kept to internal networks, or by an ingress without encryption.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1133"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1133/"},
		FalseAlarms: []string{"Front doors of applications."},
		Detectors:   tabard.Rules(rules),
	}
}
