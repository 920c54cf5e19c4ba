// Package admissionwebhooktouched is the behavior "Admission webhook created, changed or deleted"; README.md says how it is told.
package admissionwebhooktouched

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "admission-webhook-touched",
		Title:       "Admission webhook created, changed or deleted",
		About:       "A webhook that checks or changes requests was created, changed or deleted.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.001", "T1546"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
