// Package podattached is the behavior "Pod attached to"; README.md says how it is told.
package podattached

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-attached",
		Title:       "Pod attached to",
		About:       "Somebody attached to a running container.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1609"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:   tabard.Rules(rules),
	}
}
