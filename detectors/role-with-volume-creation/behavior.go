// Package rolewithvolumecreation is the behavior "Role that creates volumes created"; README.md says how it is told.
package rolewithvolumecreation

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-volume-creation",
		Title:       "Role that creates volumes created",
		About:       "A role was created that may create persistent volumes, and so reach the files of nodes.",
		Severity:    tabard.Low,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1611", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may create persistent volumes", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"create", "update", "patch"}, []string{"persistentvolumes"})
}
