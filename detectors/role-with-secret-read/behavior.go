// Package rolewithsecretread is the behavior "Role that reads secrets created"; README.md says how it is told.
package rolewithsecretread

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-secret-read",
		Title:       "Role that reads secrets created",
		About:       "A role was created that reads secrets.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1552.007", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may read secrets", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"get", "list", "watch"}, []string{"secrets"})
}
