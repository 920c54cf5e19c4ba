// Package githubsetting reads values of settings in records of GitHub's audit log, wherever exports nest them.
package githubsetting

import (
	"strings"

	"tabard.dev/tabard"
)

// Field gives a field of a record; older exports nest all but the commonest in "data".
func Field(e *tabard.Event, name string) tabard.Node {
	if found := e.Get(name); found.Exists() {
		return found
	}
	return e.Get("data." + name)
}

// On reports whether a value says that something is on, and whether it says so at all. Enforcement levels are 0 (off), 1 (all
// but administrators) and 2 (everyone).
func On(value tabard.Node) (on, known bool) {
	if !value.Exists() {
		return false, false
	}
	switch strings.ToLower(value.String()) {
	case "0", "off", "false", "disabled", "none", "no_one", "nobody":
		return false, true
	case "":
		return false, false
	}
	return true, true
}

// Values gives the values that a record holds besides those that say who did what where and when, and those before a change.
func Values(e *tabard.Event) map[string]string {
	found := map[string]string{}
	collect(e.Get(""), found)
	collect(e.Get("data"), found)
	return found
}

func collect(record tabard.Node, found map[string]string) {
	for _, name := range record.Keys() {
		if !about[name] && !before(name) {
			found[name] = strings.ToLower(record.Child(name).String())
		}
	}
}

func before(name string) bool {
	return strings.HasPrefix(name, "old_") || strings.HasPrefix(name, "previous_") || strings.HasSuffix(name, "_was") || strings.Contains(name, "_old_")
}

// about are the fields that every record may have.
var about = map[string]bool{
	"@timestamp": true, "_document_id": true, "action": true, "actor": true, "actor_id": true, "actor_ip": true, "actor_is_bot": true, "actor_is_agent": true,
	"actor_location": true, "business": true, "business_id": true, "org": true, "org_id": true, "repo": true, "repo_id": true, "repository": true,
	"repository_id": true, "public_repo": true, "repository_public": true, "user": true, "user_id": true, "user_agent": true, "request_id": true,
	"operation_type": true, "created_at": true, "hashed_token": true, "token_id": true, "token_scopes": true, "programmatic_access_type": true,
	"external_identity_nameid": true, "data": true, "name": true, "at_sign_timestamp": true, "key": true, "team": true,
}
