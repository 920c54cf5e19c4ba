// Package admissionwebhookchanged is the behavior "Guard of the cluster removed"; README.md says how it is told.
package admissionwebhookchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "admission-webhook-changed",
		Title:       "Guard of the cluster removed",
		About:       "What keeps workloads in their bounds was taken away: an admission webhook or policy, a network policy, a quota was deleted, or a namespace now admits privileged pods.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1562.001", "T1562.007"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1562/001/"},
		FalseAlarms: []string{"Removal of an application with its policies."},
		Detectors:   tabard.Rules(rules),
	}
}
