// Package configmapchanged is the behavior "Config map changed"; README.md says how it is told.
package configmapchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "configmap-changed",
		Title:       "Config map changed",
		About:       "A config map was created, changed or deleted.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1565.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1565/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
