// Package rolemadedangerous is the behavior "Role changed to hold dangerous rights"; README.md says how it is told.
package rolemadedangerous

import (
	"slices"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-made-dangerous",
		Title:       "Role changed to hold dangerous rights",
		About:       "An existing role was changed and now allows everything, impersonation, escalation or kubelets.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Changed, "now holds dangerous rights", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return slices.Contains(r.Verbs, "*") || r.Lets([]string{"escalate", "bind", "impersonate"}, []string{"roles", "clusterroles", "users", "groups", "serviceaccounts"}) || r.Lets([]string{"get", "create"}, []string{"nodes/proxy"})
}
