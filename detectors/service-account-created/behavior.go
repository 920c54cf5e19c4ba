// Package serviceaccountcreated is the behavior "Service account created"; README.md says how it is told.
package serviceaccountcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "service-account-created",
		Title:      "Service account created",
		About:      "A service account of the cluster was created.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136"},
		NHI:        []string{"NHI5"},
		References: []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1136/"},
		Detectors:  tabard.Rules(rules),
	}
}
