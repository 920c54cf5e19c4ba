// Package admissionwebhookcreated is the behavior "Admission webhook created"; README.md says how it is told.
package admissionwebhookcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admission-webhook-created",
		Title:      "Admission webhook created",
		About:      "A webhook was created that sees, changes or refuses what everybody asks of the cluster, secrets included.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1546", "T1557"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1546/"},
		Detectors:  tabard.Rules(rules),
	}
}
