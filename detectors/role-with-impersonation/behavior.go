// Package rolewithimpersonation is the behavior "Role that impersonates created"; README.md says how it is told.
package rolewithimpersonation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-impersonation",
		Title:       "Role that impersonates created",
		About:       "A role was created that may act as other users, groups or service accounts.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1134", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may act as other identities", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"impersonate"}, []string{"users", "groups", "serviceaccounts", "userextras", "uids", "userextras/scopes"})
}
