// Package rolewithwebhookcontrol is the behavior "Role that changes admission created"; README.md says how it is told.
package rolewithwebhookcontrol

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-webhook-control",
		Title:       "Role that changes admission created",
		About:       "A role was created that may create or change admission webhooks.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1546", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may change admission webhooks", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"create", "update", "patch", "delete"}, []string{"mutatingwebhookconfigurations", "validatingwebhookconfigurations"})
}
