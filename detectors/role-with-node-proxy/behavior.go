// Package rolewithnodeproxy is the behavior "Role that reaches kubelets created"; README.md says how it is told.
package rolewithnodeproxy

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/detectors/clusterrole"
)

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "role-with-node-proxy",
		Title:       "Role that reaches kubelets created",
		About:       "A role was created that may use the proxy of nodes: it runs commands in every pod and leaves no trace.",
		Severity:    tabard.High,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1609", "T1098.006"},
		NHI:         []string{"NHI5"},
		References:  []string{"https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"},
		FalseAlarms: []string{"Operators that need this right, installed by a person."},
		Detectors:   []tabard.Detector{clusterrole.Judge(clusterrole.Created, "may reach kubelets through nodes/proxy", dangerous)},
	}
}

func dangerous(r clusterrole.Rule) bool {
	return r.Lets([]string{"get", "create", "list", "update", "patch", "watch"}, []string{"nodes/proxy"})
}
