// Package admissionwebhookcreated is the behavior "Extension of the API added or changed"; README.md says how it is told.
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
		ID:          "admission-webhook-created",
		Title:       "Extension of the API added or changed",
		About:       "A webhook that sees and may change each request, or a service that answers part of the API, was added or changed: it can read secrets and put itself into every pod.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1546", "T1556"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1546/"},
		FalseAlarms: []string{"Installation of operators and meshes."},
		Detectors:   tabard.Rules(rules),
	}
}
