package gitlab

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// things are what events are about, by words in the event's type, its target's type or its message; the first that is found
// counts. https://docs.gitlab.com/user/compliance/audit_event_types/
var things = []struct {
	word   string
	object tabard.ObjectKind
	kind   tabard.CredentialKind
}{
	{"access_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"access token", tabard.ObjectCredential, tabard.CredentialToken},
	{"accesstoken", tabard.ObjectCredential, tabard.CredentialToken},
	{"deploy_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"deploy token", tabard.ObjectCredential, tabard.CredentialToken},
	{"deploytoken", tabard.ObjectCredential, tabard.CredentialToken},
	{"deploy_key", tabard.ObjectCredential, tabard.CredentialKey},
	{"deploy key", tabard.ObjectCredential, tabard.CredentialKey},
	{"deploykey", tabard.ObjectCredential, tabard.CredentialKey},
	{"ssh_key", tabard.ObjectCredential, tabard.CredentialKey},
	{"ssh key", tabard.ObjectCredential, tabard.CredentialKey},
	{"gpg_key", tabard.ObjectCredential, tabard.CredentialKey},
	{"gpg key", tabard.ObjectCredential, tabard.CredentialKey},
	{"agent_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"agent token", tabard.ObjectCredential, tabard.CredentialToken},
	{"registration_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"registration token", tabard.ObjectCredential, tabard.CredentialToken},
	{"trigger_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"feed_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"scim_token", tabard.ObjectCredential, tabard.CredentialToken},
	{"scim token", tabard.ObjectCredential, tabard.CredentialToken},
	{"application_secret", tabard.ObjectCredential, tabard.CredentialSecret},
	{"ci_variable", tabard.ObjectCredential, tabard.CredentialSecret},
	{"ci/cd variable", tabard.ObjectCredential, tabard.CredentialSecret},
	{"password", tabard.ObjectCredential, tabard.CredentialPassword},
	{"webauthn", tabard.ObjectCredential, tabard.CredentialKey},
	{"two_factor", tabard.ObjectCredential, tabard.CredentialSecret},
	{"two-factor", tabard.ObjectCredential, tabard.CredentialSecret},
	{"saml", tabard.ObjectTrust, ""},
	{"oidc", tabard.ObjectTrust, ""},
	{"identity_provider", tabard.ObjectTrust, ""},
	{"job_token_scope", tabard.ObjectTrust, ""},
	{"job token", tabard.ObjectTrust, ""},
	{"user_access", tabard.ObjectGrant, ""},
	{"member", tabard.ObjectGrant, ""},
	{"access_level", tabard.ObjectGrant, ""},
	{"access level", tabard.ObjectGrant, ""},
	{"group_link", tabard.ObjectGrant, ""},
	{"project_access", tabard.ObjectGrant, ""},
	{"admin_status", tabard.ObjectGrant, ""},
	{"admin status", tabard.ObjectGrant, ""},
	{"user_admin", tabard.ObjectGrant, ""},
	{"oauth_application", tabard.ObjectIdentity, ""},
	{"oauth application", tabard.ObjectIdentity, ""},
	{"doorkeeper", tabard.ObjectIdentity, ""},
	{"service_account", tabard.ObjectIdentity, ""},
	{"service account", tabard.ObjectIdentity, ""},
	{"cluster_agent", tabard.ObjectIdentity, ""},
	{"runner", tabard.ObjectIdentity, ""},
	{"user_", tabard.ObjectIdentity, ""},
	{"user", tabard.ObjectIdentity, ""},
}

// verbs are the words for what was done, in the order they are looked for.
var verbs = []struct {
	word string
	verb tabard.Verb
}{
	{"unblock", tabard.Enabled},
	{"unban", tabard.Enabled},
	{"block", tabard.Disabled},
	{"banned", tabard.Disabled},
	{"ban_", tabard.Disabled},
	{"deactivate", tabard.Disabled},
	{"activate", tabard.Enabled},
	{"unassign", tabard.Deleted},
	{"disable", tabard.Disabled},
	{"enable", tabard.Enabled},
	{"revoke", tabard.Deleted},
	{"remove", tabard.Deleted},
	{"destroy", tabard.Deleted},
	{"delete", tabard.Deleted},
	{"unregister", tabard.Deleted},
	{"create", tabard.Created},
	{"add", tabard.Created},
	{"regist", tabard.Created},
	{"approve", tabard.Created},
	{"issue", tabard.Created},
	{"rotate", tabard.Updated},
	{"reset", tabard.Updated},
	{"update", tabard.Updated},
	{"change", tabard.Updated},
}

func changes(r either.Record, e *tabard.Event) {
	action := strings.ToLower(e.Action)
	if strings.Contains(action, "fail") || strings.HasPrefix(action, "ask for") || e.Outcome == tabard.OutcomeFailure {
		return // not done, or only asked for by mail
	}
	verb := tabard.Verb("")
	for _, v := range verbs {
		if strings.Contains(action, v.word) {
			verb = v.verb
			break
		}
	}
	if verb == "" {
		return
	}
	kind := strings.ToLower(r.Text(fTargetType))
	for _, where := range [...]string{action, kind, strings.ToLower(r.Text(fChange))} {
		for _, thing := range things {
			if strings.Contains(where, thing.word) {
				change(r, e, verb, thing.object, thing.kind)
				return
			}
		}
	}
}

func change(r either.Record, e *tabard.Event, verb tabard.Verb, object tabard.ObjectKind, kind tabard.CredentialKind) {
	target := account(r.Text(fTarget), r.Text(fTargetDetails), r.Text(fTargetType))
	where := r.First(fEntityPath, fEntity)
	c := tabard.Change{Verb: verb, Object: object}
	switch object {
	case tabard.ObjectCredential:
		// The target is the token or key; it belongs to what it was made in, else to its author.
		c.Credential = tabard.CredentialRef{Kind: kind, ID: r.First(fTarget, fTargetDetails)}
		c.Credential.Expires, _ = r.Time(fExpires)
		switch entity := r.Text(fEntityType); {
		case kind == tabard.CredentialPassword, entity == "User":
			c.Identity = account(r.Text(fEntity), r.First(fEntityPath), "User")
			if c.Identity.IsZero() {
				c.Identity = target
			}
			if kind == tabard.CredentialPassword {
				c.Credential.ID = ""
			}
		case where != "":
			c.Identity = account(where, "", entity)
		default:
			c.Identity = e.Actor
		}
	case tabard.ObjectIdentity:
		if c.Identity = target; target.IsZero() {
			return
		}
	case tabard.ObjectGrant:
		c.Verb = tabard.Granted
		if verb == tabard.Deleted || verb == tabard.Disabled {
			c.Verb = tabard.Revoked
		}
		c.Identity = target
		c.Grant = tabard.GrantRef{Permission: r.First(fAs, fTo, fWith, fAdd), Resource: where}
		c.Grant.Admin = controls(c.Grant.Permission)
		if change := r.Text(fChange); strings.Contains(strings.ToLower(change+e.Action), "admin") && !c.Grant.Admin {
			c.Grant.Permission, c.Grant.Admin = "admin", true
		}
	case tabard.ObjectTrust:
		c.Identity = account(where, "", r.Text(fEntityType))
		c.Grant = tabard.GrantRef{Permission: "sign-in", Resource: r.First(fTargetDetails, fTo)}
		if c.Identity.IsZero() && c.Grant.Resource == "" {
			return
		}
	}
	if c.Object == tabard.ObjectCredential && c.Credential.IsZero() && c.Identity.IsZero() {
		return
	}
	e.Changes = append(e.Changes, c)
}

// controls are the roles that control a project or group.
func controls(role string) bool {
	switch strings.ToLower(role) {
	case "owner", "maintainer", "admin", "administrator":
		return true
	}
	return false
}
