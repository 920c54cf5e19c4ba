package anthropic

import (
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// subject is a sort of thing that activities are about, by the words in their type.
type subject struct {
	word   string
	object tabard.ObjectKind
	kind   tabard.CredentialKind
	field  int    // where its id is
	sort   string // the type of an identity
}

// subjects are looked for in this order, because some words are part of others.
var subjects = []subject{
	{word: "role_permission", object: ""}, // what a role holds is not what somebody was given
	{word: "rbac_role_grant", object: ""},
	{word: "agent_proxy_credential", object: tabard.ObjectCredential, kind: tabard.CredentialSecret, field: fKey},
	{word: "runner_pool_secret", object: tabard.ObjectCredential, kind: tabard.CredentialSecret, field: fRunner},
	{word: "webhook_secret", object: tabard.ObjectCredential, kind: tabard.CredentialSecret, field: fKey},
	{word: "claude_code_credential", object: tabard.ObjectCredential, kind: tabard.CredentialToken, field: fKey},
	{word: "org_external_key", object: ""}, // the customer's own encryption key proves nobody
	{word: "step_up_credential", object: tabard.ObjectCredential, kind: tabard.CredentialKey, field: fKey},
	{word: "trusted_device", object: tabard.ObjectCredential, kind: tabard.CredentialKey, field: fKey},
	{word: "tunnel_certificate", object: tabard.ObjectCredential, kind: tabard.CredentialCertificate, field: fKey},
	{word: "tunnel_token", object: tabard.ObjectCredential, kind: tabard.CredentialToken, field: fKey},
	{word: "signing_key", object: tabard.ObjectCredential, kind: tabard.CredentialKey, field: fKey},
	{word: "service_key", object: tabard.ObjectCredential, kind: tabard.CredentialKey, field: fKey},
	{word: "api_key", object: tabard.ObjectCredential, kind: tabard.CredentialKey, field: fKey},
	{word: "invite_link", object: tabard.ObjectCredential, kind: tabard.CredentialToken, field: fKey},
	{word: "service_account_workspace_member", object: tabard.ObjectGrant, field: fAccount},
	{word: "workspace_member", object: tabard.ObjectGrant, field: fUser},
	{word: "role_assignment", object: tabard.ObjectGrant, field: fPrincipal},
	{word: "rbac_role_assigned", object: tabard.ObjectGrant, field: fPrincipal},
	{word: "rbac_role_unassigned", object: tabard.ObjectGrant, field: fPrincipal},
	{word: "user_role", object: tabard.ObjectGrant, field: fUser},
	{word: "primary_owner", object: tabard.ObjectGrant, field: fUser},
	{word: "org_user_invite", object: tabard.ObjectGrant, field: fUserEmail},
	{word: "slack_access_scope", object: tabard.ObjectGrant, field: fAgent},
	{word: "agent_proxy", object: ""},
	{word: "agent_session", object: ""},
	{word: "agent_deployment", object: ""},
	{word: "slack_binding", object: ""},
	{word: "org_cowork", object: ""},
	{word: "service_account", object: tabard.ObjectIdentity, field: fAccount, sort: "service_account"},
	{word: "oauth_app", object: tabard.ObjectIdentity, field: fApp, sort: "oauth_app"},
	{word: "platform_agent", object: tabard.ObjectIdentity, field: fAgent, sort: "agent"},
	{word: "ccr_agent", object: tabard.ObjectIdentity, field: fAgent, sort: "agent"},
	{word: "claude_code_runner", object: tabard.ObjectIdentity, field: fRunner, sort: "runner"},
	{word: "scim_user", object: tabard.ObjectIdentity, field: fUser, sort: "user"},
	{word: "org_user", object: tabard.ObjectIdentity, field: fUser, sort: "user"},
	{word: "federation_", object: tabard.ObjectTrust, field: fIssuer},
	{word: "org_sso", object: tabard.ObjectTrust, field: fIssuer},
	{word: "pubsec_identity", object: tabard.ObjectTrust, field: fIssuer},
	{word: "directory_sync", object: tabard.ObjectTrust, field: fIssuer},
	{word: "org_domain", object: tabard.ObjectTrust, field: fDomain},
	{word: "org_jit", object: tabard.ObjectTrust, field: fIssuer},
	{word: "slack_workspace_claim", object: tabard.ObjectTrust, field: fIssuer},
}

// verbOf reads what was done from the end of a type. An invitation, a setup that began and a request only announce it.
func verbOf(action string) (verb tabard.Verb, hint bool) {
	switch word := action[strings.LastIndexByte(action, '_')+1:]; word {
	case "created", "added", "granted", "assigned", "minted", "generated", "enrolled", "claimed", "verified", "configured", "accepted":
		return tabard.Created, false
	case "sent", "initiated":
		return tabard.Created, true
	case "activated", "enabled":
		return tabard.Enabled, false
	case "deactivated", "disabled":
		return tabard.Disabled, false
	case "deleted", "removed", "revoked", "archived", "unassigned", "left":
		return tabard.Deleted, false
	case "updated", "rotated", "regenerated", "changed", "toggled", "transferred", "replaced":
		return tabard.Updated, false
	}
	return "", false
}

func changes(r either.Record, e *tabard.Event) {
	verb, hint := verbOf(e.Action)
	if verb == "" {
		return
	}
	if e.Action == "service_created" || e.Action == "service_deleted" {
		e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: tabard.ObjectIdentity, Identity: account(e.Realm, r.Text(fAccount), r.Text(fName), "service")})
		return
	}
	for i := range subjects {
		if s := &subjects[i]; strings.Contains(e.Action, s.word) {
			if s.object != "" {
				s.change(r, e, verb, hint)
			}
			return
		}
	}
}

func (s *subject) change(r either.Record, e *tabard.Event, verb tabard.Verb, hint bool) {
	c := tabard.Change{Verb: verb, Object: s.object, Hint: hint}
	id := r.Text(s.field)
	switch s.object {
	case tabard.ObjectCredential:
		c.Credential = tabard.CredentialRef{Kind: s.kind, ID: id}
		c.Credential.Expires, _ = r.Time(fExpires)
		c.Identity = account(e.Realm, r.First(fAccount, fUser), r.Text(fUserEmail), "")
		if r.Has(fAccount) {
			c.Identity.Type, c.Identity.Kind = "service_account", tabard.KindService
		}
		if c.Identity.IsZero() {
			c.Identity = e.Actor
		}
		if enabled, said := r.Bool(fEnabled); said && verb == tabard.Updated {
			c.Verb = tabard.Disabled
			if enabled {
				c.Verb = tabard.Enabled
			}
		}
	case tabard.ObjectIdentity:
		name := r.Text(fName)
		if s.sort == "user" {
			name = r.Text(fUserEmail)
		}
		if c.Identity = account(e.Realm, id, name, s.sort); c.Identity.IsZero() {
			return
		}
	case tabard.ObjectGrant:
		s.grant(r, e, &c)
	case tabard.ObjectTrust:
		c.Identity = tabard.Actor{Realm: e.Realm, ID: e.Realm, Name: e.Realm, Type: "organization"}
		c.Grant = tabard.GrantRef{Permission: "sign-in", Resource: r.First(s.field, fDomain, fName)}
		if enabled, said := r.Bool(fEnabled); said && strings.HasSuffix(e.Action, "_toggled") {
			c.Verb = tabard.Disabled
			if enabled {
				c.Verb = tabard.Enabled
			}
		}
	}
	e.Changes = append(e.Changes, c)
}

// grant reads who was given which role where. A role that was changed is the role that is held now.
func (s *subject) grant(r either.Record, e *tabard.Event, c *tabard.Change) {
	switch c.Verb {
	case tabard.Created, tabard.Enabled, tabard.Updated:
		c.Verb = tabard.Granted
	case tabard.Deleted, tabard.Disabled:
		c.Verb = tabard.Revoked
	case tabard.Granted, tabard.Revoked:
	}
	kind := r.Text(fPrincipalType)
	switch {
	case kind != "":
	case s.field == fAccount:
		kind = "service_account"
	case s.field == fAgent:
		kind = "agent"
	default:
		kind = "user"
	}
	c.Identity = account(e.Realm, r.First(s.field, fPrincipal, fUser), r.Text(fUserEmail), kind)
	role := r.First(fRole, fPermission)
	if strings.HasPrefix(e.Action, "primary_owner") {
		role = "primary_owner"
	}
	c.Grant = tabard.GrantRef{Permission: role, Resource: r.First(fWorkspace, fOrganization), Admin: controls(role)}
}

// controls are the roles that control an organization or a workspace.
func controls(role string) bool {
	switch role {
	case "owner", "primary_owner", "admin", "organization_owner", "organization_admin", "workspace_admin":
		return true
	}
	return false
}
