// Package serviceonnodeport is the behavior "Service opened on the nodes"; README.md says how it is told.
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
		ID:         "service-on-node-port",
		Title:      "Service opened on the nodes",
		About:      "A service opens a port on every node.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1133"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1133/"},
		Detectors:  tabard.Rules(rules),
	}
}
