// Package certificaterequestapproved is the behavior "Certificate approved"; README.md says how it is told.
package certificaterequestapproved

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "certificate-request-approved",
		Title:      "Certificate approved",
		About:      "Somebody approved a certificate request: the cluster signs it.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1649"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1649/"},
		Detectors:  tabard.Rules(rules),
	}
}
