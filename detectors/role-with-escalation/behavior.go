// Package rolewithescalation is the behavior "Role that raises its own rights created"; README.md says how it is told.
package rolewithescalation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-escalation",
		Title:       "Role that raises its own rights created",
		About:       "A role was created with the verb escalate or bind on roles: its holders may give themselves any right.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may give any right by escalate or bind", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"escalate", "bind"}, []string{"roles", "clusterroles", "rolebindings", "clusterrolebindings"})
}
