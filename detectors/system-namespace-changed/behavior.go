// Package systemnamespacechanged is the behavior "System namespace changed"; README.md says how it is told.
package systemnamespacechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-namespace-changed",
		Title:       "System namespace changed",
		About:       "Somebody created, changed or deleted anything in kube-system.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
