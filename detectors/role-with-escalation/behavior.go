// Package rolewithescalation is the behavior "Role that raises rights written"; README.md says how it is told.
package rolewithescalation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-escalation",
		Title:       "Role that raises rights written",
		About:       "A role was created or changed that gives any right by `escalate` or `bind`, acts as other identities by `impersonate`, or approves certificates of others.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Written, "may give any right or act as another", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"escalate", "bind"}, []string{"roles", "clusterroles", "rolebindings", "clusterrolebindings"}) ||
		r.Lets([]string{"impersonate"}, []string{"users", "groups", "serviceaccounts", "userextras", "uids", "userextras/scopes"}) ||
		r.Lets([]string{"approve", "sign"}, []string{"signers"})
}
