// Package rolewithcommandexecution is the behavior "Role that reaches into workloads created"; README.md says how it is told.
package rolewithcommandexecution

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-command-execution",
		Title:       "Role that reaches into workloads created",
		About:       "A role was created that runs commands in pods, issues tokens of service accounts, or reaches the kubelets of nodes.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1609", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may run commands, issue tokens or reach kubelets", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	use := []string{"create", "get", "patch", "update"}
	return r.Lets(use, []string{"pods/exec", "pods/attach", "pods/ephemeralcontainers", "nodes/proxy"}) ||
		r.Lets([]string{"create"}, []string{"serviceaccounts/token"})
}
