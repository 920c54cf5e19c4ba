// Package podshellopened is the behavior "Shell opened in a pod"; README.md says how it is told.
package podshellopened

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-shell-opened",
		Title:       "Shell opened in a pod",
		About:       "Somebody opened a shell in a running container.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1609", "T1059.004"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		Detectors:   tabard.Rules(rules),
	}
}
