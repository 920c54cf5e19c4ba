// Package podprivileged is the behavior "Privileged pod created"; README.md says how it is told.
package podprivileged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-privileged",
		Title:       "Privileged pod created",
		About:       "A container was started privileged: it is root on its node.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1611", "T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/", "https://attack.mitre.org/techniques/T1611/"},
		FalseAlarms: []string{"Agents of networking, storage and monitoring, where people install them by hand."},
		Detectors:   tabard.Rules(rules),
	}
}
