// Package nodeidentityfrompublicaddress is the behavior "Node identity used from a public address"; README.md says how it is told.
package nodeidentityfrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "node-identity-from-public-address",
		Title:       "Node identity used from a public address",
		About:       "A node credential was used from a public address.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1078"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1078/"},
		FalseAlarms: []string{"Nodes with public addresses."},
		Detectors:   tabard.Rules(rules),
	}
}
