// Package github reads what GitHub logs: the audit log of an organization or enterprise (exported, streamed or by the REST
// API), and webhook deliveries. Part of stage 2: it says in Tabard's words what a record means.
//
// It reads only what a record says. GitHub logs actions that were done and seldom how they ended, so most outcomes are
// unknown; README.md lists what the logs cannot show.
package github

import (
	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/cut"
)

// Connector gives what Tabard knows of GitHub.
func Connector() tabard.Connector {
	return tabard.Connector{
		Name:     "github",
		Title:    "GitHub",
		Families: []tabard.Family{audit(), webhook()},
	}
}

// realm is the widest account that a record names, because the log of an enterprise covers all of its organizations.
func realm(enterprise, organization, repository string) string {
	switch {
	case enterprise != "":
		return enterprise
	case organization != "":
		return organization
	}
	if owner := before(repository, '/'); owner != "" {
		return owner
	}
	return "github.com" // a person's own log: logins are unique there
}

// redact cuts tokens out of addresses, such as those that hooks are sent to.
func redact(record []byte, by tabard.Cut) []byte {
	return cut.Query(record, by, "token", "token", "access_token", "api_key", "apikey", "key", "secret", "sig", "code")
}

// before gives the text before the first separator; "" where there is none.
func before(text string, separator byte) string {
	for i := range len(text) {
		if text[i] == separator {
			return text[:i]
		}
	}
	return ""
}

// isAppAccount reports whether a login is that of a GitHub App: people cannot have brackets in theirs.
func isAppAccount(login string) bool {
	const mark = "[bot]"
	return len(login) > len(mark) && login[len(login)-len(mark):] == mark
}

// controls are the permissions and roles that give control over everything in their scope.
func controls(permission string) bool {
	switch permission {
	case "admin", "ADMIN", "owner", "Owner", "all_repo_admin", "All-repository admin", "enterprise_owner", "site_admin":
		return true
	}
	return false
}

// anybody is the grantee of what is open to all.
const anybody = "*"
