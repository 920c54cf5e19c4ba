// Package cloudidentitygiventoaccount is the behavior "Cloud identity given to a service account"; README.md says how it is told.
package cloudidentitygiventoaccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "cloud-identity-given-to-account",
		Title:       "Cloud identity given to a service account",
		About:       "A service account was tied to an identity of a cloud: its pods act as that.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/"},
		Detectors:   tabard.Rules(rules),
	}
}
