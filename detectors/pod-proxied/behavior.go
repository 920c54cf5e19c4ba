// Package podproxied is the behavior "Pod or service reached through the API server"; README.md says how it is told.
package podproxied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-proxied",
		Title:       "Pod or service reached through the API server",
		About:       "Somebody reached a pod or service through the proxy of the API server, past network policies.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1090"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1090/"},
		Detectors:   tabard.Rules(rules),
	}
}
