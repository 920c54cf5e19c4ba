// Package serviceaccountchanged is the behavior "Service account changed or deleted"; README.md says how it is told.
package serviceaccountchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-account-changed",
		Title:       "Service account changed or deleted",
		About:       "A service account was changed, such as its cloud identity or its pull secrets, or deleted.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/"},
		Detectors:   tabard.Rules(rules),
	}
}
