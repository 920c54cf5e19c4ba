// Package admissionwebhookchanged is the behavior "Admission webhook changed or deleted"; README.md says how it is told.
package admissionwebhookchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "admission-webhook-changed",
		Title:      "Admission webhook changed or deleted",
		About:      "A webhook that checks or changes requests was changed or deleted: what it kept out may come in.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1562.001"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
