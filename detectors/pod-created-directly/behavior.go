// Package podcreateddirectly is the behavior "Pod created directly"; README.md says how it is told.
package podcreateddirectly

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "pod-created-directly",
		Title:       "Pod created directly",
		About:       "A person or service account created a pod that no workload manages: nobody restarts, updates or reviews it.",
		Severity:    tabard.Info,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1610"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1610/"},
		Detectors:   tabard.Rules(rules),
	}
}
