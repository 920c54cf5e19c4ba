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
		About:       "A container was created with all rights of its node.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1610", "T1611"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		FalseAlarms: []string{"Agents of networks and storage."},
		Detectors:   tabard.Rules(rules),
	}
}
