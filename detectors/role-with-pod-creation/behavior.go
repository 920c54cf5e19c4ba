// Package rolewithpodcreation is the behavior "Role that creates pods created"; README.md says how it is told.
package rolewithpodcreation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-pod-creation",
		Title:       "Role that creates pods created",
		About:       "A role was created that may create pods or workloads, and so use any service account of their namespace.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1610", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may create pods", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"create", "update", "patch"}, []string{"pods", "deployments", "daemonsets", "statefulsets", "jobs", "cronjobs", "replicasets", "replicationcontrollers"})
}
