// Package rolewithcommandexecution is the behavior "Role that runs commands in pods created"; README.md says how it is told.
package rolewithcommandexecution

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-command-execution",
		Title:       "Role that runs commands in pods created",
		About:       "A role was created that may run commands in pods, attach to them or add debug containers.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1609", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may run commands in pods", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"create", "get", "patch", "update"}, []string{"pods/exec", "pods/attach", "pods/ephemeralcontainers"})
}
