// Package auth0 reads the tenant logs of Auth0, as log streams deliver them (wrapped in "data") and as the Management API
// gives them (flat). Part of stage 2: it says in Tabard's words what a record means.
package auth0

import "tabard.dev/tabard"

// Connector gives what Tabard knows of Auth0.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "auth0",
		Title:    "Auth0",
		Families: []tabard.Family{logs()},
	}
}
