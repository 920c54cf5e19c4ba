// Package namespacecreated is the behavior "Namespace created"; README.md says how it is told.
package namespacecreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "namespace-created",
		Title:       "Namespace created",
		About:       "A namespace was created.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1578"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1578/"},
		Detectors:   tabard.Rules(rules),
	}
}
