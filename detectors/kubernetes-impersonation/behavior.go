// Package kubernetesimpersonation is the behavior "Somebody acts as another identity"; README.md says how it is told.
package kubernetesimpersonation

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "kubernetes-impersonation",
		Title:       "Somebody acts as another identity",
		About:       "A request was made as another user, group or service account by impersonation.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1134"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1134/"},
		FalseAlarms: []string{"Tools that act for their users, such as dashboards and gateways."},
		Detectors:   tabard.Rules(rules),
	}
}
