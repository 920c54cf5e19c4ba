// Package gitlab reads GitLab's audit events: streamed, from the API, and from the instance's audit_json.log. Part of stage
// 2: it says in Tabard's words what a record means.
package gitlab

import "tabard.dev/tabard"

// Connector gives what Tabard knows of GitLab.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "gitlab",
		Title:    "GitLab",
		Families: []tabard.Family{audit()},
	}
}
