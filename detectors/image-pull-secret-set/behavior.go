// Package imagepullsecretset is the behavior "Registry credential given to pods"; README.md says how it is told.
package imagepullsecretset

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "image-pull-secret-set",
		Title:       "Registry credential given to pods",
		About:       "A registry credential was stored, or tied to a service account.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1525"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1525/"},
		Detectors:   tabard.Rules(rules),
	}
}
