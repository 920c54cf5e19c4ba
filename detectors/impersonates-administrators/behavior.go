// Package impersonatesadministrators is the behavior "Somebody acts as a cluster administrator"; README.md says how it is told.
package impersonatesadministrators

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "impersonates-administrators",
		Title:       "Somebody acts as a cluster administrator",
		About:       "A request was made as system:masters, a component of the control plane or a service account of kube-system by impersonation.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyReview,
		MITRE:       []string{"T1134", "T1548"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://attack.mitre.org/techniques/T1134/"},
		Detectors:   tabard.Rules(rules),
	}
}
