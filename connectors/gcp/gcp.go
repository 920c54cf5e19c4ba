// Package gcp reads Google Cloud's audit logs: entries of Cloud Audit Logs as they come from the Logging API, a Pub/Sub or
// storage sink, or a BigQuery export, including the events of Google Workspace and of GKE that are logged there. Part of
// stage 2: it says in Tabard's words what a record means.
//
// A principal is keyed by where it lives, not by the project whose log tells of it: a service account by the project in its
// address, a person by the domain, so that one that acts in many projects is one identity.
package gcp

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Google Cloud.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "gcp",
		Title:    "Google Cloud",
		Families: []tabard.Family{audit()},
	}
}
