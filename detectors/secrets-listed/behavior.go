// Package secretslisted is the behavior "Secrets listed in a namespace"; README.md says how it is told.
package secretslisted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "secrets-listed",
		Title:       "Secrets listed in a namespace",
		About:       "All secrets of one namespace were listed: their content comes with the list.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1552.007"},
		NHI:         []string{"NHI2"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1552/007/"},
		Detectors:   tabard.Rules(rules),
	}
}
