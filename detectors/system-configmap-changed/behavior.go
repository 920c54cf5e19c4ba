// Package systemconfigmapchanged is the behavior "Configuration in the system namespace changed"; README.md says how it is told.
package systemconfigmapchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "system-configmap-changed",
		Title:       "Configuration in the system namespace changed",
		About:       "A config map of kube-system was created, changed or deleted.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1565.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1565/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
