// Package kubernetes reads the audit log of Kubernetes API servers, as they write it and as EKS, GKE and AKS pass it on.
// Part of stage 2: it says in Tabard's words what a record means.
//
// It reads only what a record says. README.md lists what the log cannot show.
package kubernetes

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Kubernetes.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "kubernetes",
		Title:    "Kubernetes",
		Families: []tabard.Family{audit()},
	}
}
