// Package rolewitheverything is the behavior "Role that may do everything created"; README.md says how it is told.
package rolewitheverything

import (
	"slices"

	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-everything",
		Title:       "Role that may do everything created",
		About:       "A role was created that allows every verb on every resource: another cluster-admin.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "allows everything", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return slices.Contains(r.Verbs, "*") && slices.Contains(r.Resources, "*")
}
