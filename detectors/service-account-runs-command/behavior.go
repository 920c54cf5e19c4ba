// Package serviceaccountrunscommand is the behavior "Service account runs a command in a pod"; README.md says how it is told.
package serviceaccountrunscommand

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-account-runs-command",
		Title:       "Service account runs a command in a pod",
		About:       "A workload, not a person, ran a command in a container.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1609"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1609/"},
		FalseAlarms: []string{"CI runners that run their steps by exec."},
		Detectors:   tabard.Rules(rules),
	}
}
