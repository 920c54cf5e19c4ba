package openai

import (
	"strings"

	"tabard.dev/tabard"
)

// changes reads the object that a record carries under its own type: "api_key.created", or "api_key_created" from
// collectors that cannot have a dot in a name. Only types that change something are looked at.
func changes(e *tabard.Event) {
	at := strings.LastIndexByte(e.Action, '.')
	if at < 0 {
		return
	}
	thing, verb := e.Action[:at], verbOf(e.Action[at+1:])
	if verb == "" {
		return
	}
	x := e.Get(e.Action)
	if !x.Exists() {
		x = e.Get(strings.ReplaceAll(e.Action, ".", "_"))
	}
	text := func(paths ...string) string {
		for _, path := range paths {
			if found := x.Get(path).String(); found != "" {
				return found
			}
		}
		return ""
	}
	id := text("id")
	if id != "" {
		e.Targets = append(e.Targets, tabard.Target{Type: thing, ID: id, Name: text("name", "data.name", "data.email")})
	}
	role := text("data.role", "changes_requested.role", "role_name", "role_id", "role.id")
	detail(e, "role", role)
	detail(e, "name", text("name", "data.name", "data.title", "changes_requested.name"))
	add := func(c tabard.Change) { e.Changes = append(e.Changes, c) }
	grant := func(v tabard.Verb, who tabard.Actor, permission, resource string, hint bool) {
		add(tabard.Change{
			Verb: v, Object: tabard.ObjectGrant, Identity: who, Hint: hint,
			Grant: tabard.GrantRef{Permission: permission, Resource: resource, Admin: permission == "owner" || permission == "admin"},
		})
	}
	given := tabard.Granted
	if verb == tabard.Deleted {
		given = tabard.Revoked
	}
	switch thing {
	case "api_key", "admin_api_key":
		scopes := strings.Join(x.Get("data.scopes").Strings(), " ") + strings.Join(x.Get("changes_requested.scopes").Strings(), " ")
		detail(e, "scopes", scopes)
		add(tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: e.Actor, Credential: tabard.CredentialRef{Kind: tabard.CredentialKey, ID: id}})
	case "service_account":
		who := account(e.Realm, id, text("name", "data.name"), "service_account")
		if who.IsZero() {
			return
		}
		add(tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
		if role != "" {
			grant(tabard.Granted, who, role, where(e), false)
		}
	case "user":
		who := account(e.Realm, id, text("data.email", "email"), "user")
		switch {
		case who.IsZero():
		case verb == tabard.Updated:
			grant(tabard.Granted, who, role, where(e), false)
		default:
			add(tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: who})
			grant(given, who, role, where(e), false)
		}
	case "invite":
		if verb != tabard.Deleted {
			grant(tabard.Granted, account(e.Realm, "", text("data.email", "email"), "user"), role, where(e), strings.HasSuffix(e.Action, "sent"))
		}
	case "role.assignment":
		who := account(e.Realm, text("principal_id"), "", text("principal_type"))
		grant(given, who, role, text("resource_id", "resource_type"), false)
	case "checkpoint.permission":
		grant(given, account(e.Realm, text("data.project_id"), "", "project"), "use", text("data.fine_tuned_model_checkpoint", "id"), false)
	case "certificate":
		add(tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: organization(e), Credential: tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: id}})
	case "certificates":
		for _, one := range x.Get("certificates").List() {
			add(tabard.Change{Verb: verb, Object: tabard.ObjectCredential, Identity: organization(e), Credential: tabard.CredentialRef{Kind: tabard.CredentialCertificate, ID: one.Child("id").String()}})
		}
	case "scim", "workload_identity_provider", "workload_identity_provider_mapping", "sso", "saml", "domain":
		trusted := text("data.issuer", "issuer", "data.issuer_url", "data.name", "name", "domain", "id")
		who := account(e.Realm, text("data.service_account_id", "service_account_id"), "", "service_account")
		if who.IsZero() {
			who = organization(e)
		}
		add(tabard.Change{Verb: verb, Object: tabard.ObjectTrust, Identity: who, Grant: tabard.GrantRef{Permission: "sign-in", Resource: trusted}})
	}
}

func verbOf(word string) tabard.Verb {
	switch word {
	case "created", "added", "registered", "sent", "accepted":
		return tabard.Created
	case "deleted", "removed", "archived":
		return tabard.Deleted
	case "updated":
		return tabard.Updated
	case "enabled", "activated":
		return tabard.Enabled
	case "disabled", "deactivated":
		return tabard.Disabled
	}
	return ""
}

// where is the project that an action was scoped to, else the organization.
func where(e *tabard.Event) string {
	for _, t := range e.Targets {
		if t.Type == "project" {
			return t.ID
		}
	}
	return e.Realm
}

func organization(e *tabard.Event) tabard.Actor {
	return tabard.Actor{Realm: e.Realm, ID: e.Realm, Name: e.Realm, Type: "organization"}
}
