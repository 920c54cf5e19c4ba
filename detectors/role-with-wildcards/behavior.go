// Package rolewithwildcards is the behavior "Role with wildcards created"; README.md says how it is told.
package rolewithwildcards

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-wildcards",
		Title:       "Role with wildcards created",
		About:       "A role was created that allows every verb, or names every resource.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "allows everything by a wildcard", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Wild()
}
