// Package apifrompublicaddress is the behavior "Cluster API used from a public address"; README.md says how it is told.
package apifrompublicaddress

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "api-from-public-address",
		Title:       "Cluster API used from a public address",
		About:       "The API server answered somebody who came from a public address.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1133"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1133/"},
		FalseAlarms: []string{"Clusters whose API server is public on purpose."},
		Detectors:   tabard.Rules(rules),
	}
}
