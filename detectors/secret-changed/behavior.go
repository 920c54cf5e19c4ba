// Package secretchanged is the behavior "Secret created or changed"; README.md says how it is told.
package secretchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "secret-changed",
		Title:       "Secret created or changed",
		About:       "A secret of the cluster was created or its content changed.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1098"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1098/"},
		Detectors:   tabard.Rules(rules),
	}
}
