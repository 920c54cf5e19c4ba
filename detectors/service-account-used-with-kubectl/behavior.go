// Package serviceaccountusedwithkubectl is the behavior "Service account used with a command line"; README.md says how it is told.
package serviceaccountusedwithkubectl

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "service-account-used-with-kubectl",
		Title:       "Service account used with a command line",
		About:       "A token of a service account was used with kubectl: a human, or an intruder in a pod, acts as a workload.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1528"},
		NHI:         []string{"NHI10"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1528/"},
		Detectors:   tabard.Rules(rules),
	}
}
