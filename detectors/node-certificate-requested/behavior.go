// Package nodecertificaterequested is the behavior "Node certificate requested by somebody else"; README.md says how it is told.
package nodecertificaterequested

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "node-certificate-requested",
		Title:       "Node certificate requested by somebody else",
		About:       "A client certificate of a node was asked for by somebody who is neither a node nor the bootstrap of one.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1649"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1649/"},
		Detectors:   tabard.Rules(rules),
	}
}
