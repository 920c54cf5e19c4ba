// Package podreverseshell is the behavior "Container starts a reverse shell"; README.md says how it is told.
package podreverseshell

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-reverse-shell",
		Title:       "Container starts a reverse shell",
		About:       "The command of a container opens a shell towards somewhere else.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1059.004", "T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/pod-security-standards/", "https://attack.mitre.org/techniques/T1059/004/"},
		FalseAlarms: []string{"Agents of networking, storage and monitoring, where people install them by hand."},
		Detectors:   tabard.Rules(rules),
	}
}
