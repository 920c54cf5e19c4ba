// Package certificaterequestcreated is the behavior "Certificate requested"; README.md says how it is told.
package certificaterequestcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "certificate-request-created",
		Title:       "Certificate requested",
		About:       "A certificate was asked of the cluster, for whatever use.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1649"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1649/"},
		Detectors:   tabard.Rules(rules),
	}
}
