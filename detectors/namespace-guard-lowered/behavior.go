// Package namespaceguardlowered is the behavior "Pod security of a namespace lowered"; README.md says how it is told.
package namespaceguardlowered

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "namespace-guard-lowered",
		Title:       "Pod security of a namespace lowered",
		About:       "A namespace was set to let privileged pods in.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.001"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/001/"},
		Detectors:   tabard.Rules(rules),
	}
}
