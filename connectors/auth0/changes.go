package auth0

import (
	"net/url"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/either"
)

// call is a call of the Management API that changes something.
type call struct {
	e      *tabard.Event
	method string
	path   []string // after /api/v2
	body   tabard.Node
	answer tabard.Node
}

func changes(r either.Record, e *tabard.Event, kind string) {
	user := account(e.Realm, r.Text(fUser), r.Text(fUserName), "user")
	switch kind {
	case "ss", "sui":
		add(e, tabard.Created, tabard.ObjectIdentity, user, tabard.CredentialRef{}, tabard.GrantRef{})
	case "sdu":
		add(e, tabard.Deleted, tabard.ObjectIdentity, user, tabard.CredentialRef{}, tabard.GrantRef{})
	case "scp", "scpr":
		add(e, tabard.Updated, tabard.ObjectCredential, user, tabard.CredentialRef{Kind: tabard.CredentialPassword}, tabard.GrantRef{})
	case "gd_enrollment_complete":
		add(e, tabard.Created, tabard.ObjectCredential, user, tabard.CredentialRef{Kind: tabard.CredentialKey}, tabard.GrantRef{})
	case "gd_unenroll":
		add(e, tabard.Deleted, tabard.ObjectCredential, user, tabard.CredentialRef{Kind: tabard.CredentialKey}, tabard.GrantRef{})
	case "sapi", "fapi":
		method := strings.ToLower(r.Text(fMethod))
		path, ok := strings.CutPrefix(r.Text(fPath), "/api/v2/")
		if !ok || method == "get" || method == "" {
			return
		}
		c := &call{e: e, method: method, path: segments(path), body: node(r, fBody), answer: node(r, fResponse)}
		e.Targets = append(e.Targets[:0], tabard.Target{Type: c.at(0), ID: strings.Join(c.path[1:], "/"), Name: c.text("name", "email")})
		c.changes()
	}
}

// segments are the parts of a path, unescaped: user ids hold a "|".
func segments(path string) []string {
	all := strings.Split(strings.Trim(path, "/"), "/")
	for i := range all {
		if plain, err := url.PathUnescape(all[i]); err == nil {
			all[i] = plain
		}
	}
	return all
}

func node(r either.Record, field int) tabard.Node {
	if nodes := r.Nodes(field); len(nodes) > 0 {
		return nodes[0]
	}
	return tabard.Node{}
}

func add(e *tabard.Event, verb tabard.Verb, object tabard.ObjectKind, who tabard.Actor, c tabard.CredentialRef, g tabard.GrantRef) {
	if object == tabard.ObjectIdentity && who.IsZero() || object == tabard.ObjectCredential && who.IsZero() && c.IsZero() {
		return
	}
	e.Changes = append(e.Changes, tabard.Change{Verb: verb, Object: object, Identity: who, Credential: c, Grant: g})
}

// at gives a segment of the path, "" beyond its end.
func (c *call) at(i int) string {
	if i < len(c.path) {
		return c.path[i]
	}
	return ""
}

func (c *call) text(names ...string) string {
	for _, n := range [...]tabard.Node{c.answer, c.body} {
		for _, name := range names {
			if found := n.Get(name).String(); found != "" {
				return found
			}
		}
	}
	return ""
}

// verb is what the method does to the thing that the path names.
func (c *call) verb() tabard.Verb {
	switch c.method {
	case "post":
		return tabard.Created
	case "delete":
		return tabard.Deleted
	}
	return tabard.Updated
}

func (c *call) given() tabard.Verb {
	if c.method == "delete" {
		return tabard.Revoked
	}
	return tabard.Granted
}

func (c *call) client() tabard.Actor {
	id := c.at(1)
	if id == "" {
		id = c.text("client_id")
	}
	return account(c.e.Realm, id, c.text("name"), "client")
}

func (c *call) user(id string) tabard.Actor { return account(c.e.Realm, id, c.text("email"), "user") }

func (c *call) changes() {
	switch c.at(0) {
	case "clients":
		c.clients()
	case "users":
		c.users()
	case "roles":
		c.roles()
	case "client-grants":
		scopes := strings.Join(c.body.Get("scope").Strings(), " ")
		if scopes == "" {
			scopes = strings.Join(c.answer.Get("scope").Strings(), " ")
		}
		add(c.e, c.given(), tabard.ObjectGrant, account(c.e.Realm, c.text("client_id"), "", "client"), tabard.CredentialRef{},
			tabard.GrantRef{Permission: scopes, Resource: c.text("audience"), Via: c.at(1), Admin: strings.Contains(scopes, "update:client") || strings.Contains(scopes, "create:client_grants")})
	case "connections", "token-exchange-profiles", "self-service-profiles", "sso-access-tickets":
		name := c.text("name", "options.domain", "id")
		if name == "" {
			name = c.at(1)
		}
		add(c.e, c.verb(), tabard.ObjectTrust, account(c.e.Realm, c.e.Realm, "", "tenant"), tabard.CredentialRef{}, tabard.GrantRef{Permission: "sign-in", Resource: name, Via: c.text("strategy")})
	case "tenants":
		c.members(c.at(1) == "invitations")
	case "organizations":
		switch c.at(2) {
		case "members":
			if c.at(4) == "roles" {
				for _, role := range c.body.Get("roles").Strings() {
					add(c.e, c.given(), tabard.ObjectGrant, c.user(c.at(3)), tabard.CredentialRef{}, tabard.GrantRef{Permission: role, Resource: c.at(1)})
				}
				return
			}
			for _, id := range c.body.Get("members").Strings() {
				add(c.e, c.given(), tabard.ObjectGrant, c.user(id), tabard.CredentialRef{}, tabard.GrantRef{Permission: "member", Resource: c.at(1)})
			}
		case "invitations":
			add(c.e, c.given(), tabard.ObjectGrant, account(c.e.Realm, "", c.text("invitee.email"), "user"), tabard.CredentialRef{}, tabard.GrantRef{Permission: "member", Resource: c.at(1)})
			c.announce()
		}
	case "keys":
		add(c.e, tabard.Updated, tabard.ObjectCredential, account(c.e.Realm, c.e.Realm, "", "tenant"), tabard.CredentialRef{Kind: tabard.CredentialKey, ID: c.text("kid")}, tabard.GrantRef{})
	case "guardian":
		if c.at(1) == "enrollments" {
			add(c.e, c.verb(), tabard.ObjectCredential, account(c.e.Realm, c.text("user_id"), "", "user"), tabard.CredentialRef{Kind: tabard.CredentialKey, ID: c.at(2)}, tabard.GrantRef{})
		}
	case "device-credentials", "refresh-tokens", "grants":
		add(c.e, c.verb(), tabard.ObjectCredential, account(c.e.Realm, c.text("user_id"), "", "user"), tabard.CredentialRef{Kind: tabard.CredentialToken, ID: c.at(1)}, tabard.GrantRef{})
	}
}

// announce marks the last change as asked for and not done yet.
func (c *call) announce() {
	if n := len(c.e.Changes); n > 0 {
		c.e.Changes[n-1].Hint = true
	}
}

func (c *call) clients() {
	switch c.at(2) {
	case "":
		add(c.e, c.verb(), tabard.ObjectIdentity, c.client(), tabard.CredentialRef{}, tabard.GrantRef{})
		if c.method == "post" && c.text("client_secret") != "" {
			add(c.e, tabard.Created, tabard.ObjectCredential, c.client(), tabard.CredentialRef{Kind: tabard.CredentialSecret}, tabard.GrantRef{})
		}
	case "rotate-secret":
		add(c.e, tabard.Updated, tabard.ObjectCredential, c.client(), tabard.CredentialRef{Kind: tabard.CredentialSecret}, tabard.GrantRef{})
	case "credentials":
		id := c.at(3)
		if id == "" {
			id = c.text("id", "kid")
		}
		add(c.e, c.verb(), tabard.ObjectCredential, c.client(), tabard.CredentialRef{Kind: tabard.CredentialKey, ID: id}, tabard.GrantRef{})
	}
}

func (c *call) users() {
	id := c.at(1)
	if id == "" {
		id = c.text("user_id")
	}
	switch c.at(2) {
	case "":
		verb := c.verb()
		if blocked, said := c.body.Get("blocked").Bool(); said && c.method == "patch" {
			verb = tabard.Enabled
			if blocked {
				verb = tabard.Disabled
			}
		}
		add(c.e, verb, tabard.ObjectIdentity, c.user(id), tabard.CredentialRef{}, tabard.GrantRef{})
		if c.body.Get("password").Exists() && c.method == "patch" {
			add(c.e, tabard.Updated, tabard.ObjectCredential, c.user(id), tabard.CredentialRef{Kind: tabard.CredentialPassword}, tabard.GrantRef{})
		}
	case "roles":
		for _, role := range c.body.Get("roles").Strings() {
			add(c.e, c.given(), tabard.ObjectGrant, c.user(id), tabard.CredentialRef{}, tabard.GrantRef{Permission: role, Resource: c.e.Realm})
		}
	case "permissions":
		c.permissions(c.user(id))
	case "authenticators", "multifactor", "authentication-methods", "recovery-code-regeneration":
		add(c.e, c.verb(), tabard.ObjectCredential, c.user(id), tabard.CredentialRef{Kind: tabard.CredentialKey, ID: c.at(3)}, tabard.GrantRef{})
	case "identities":
		add(c.e, c.verb(), tabard.ObjectTrust, c.user(id), tabard.CredentialRef{}, tabard.GrantRef{Permission: "sign-in", Resource: c.text("user_id", "link_with", "provider")})
	}
}

func (c *call) roles() {
	switch c.at(2) {
	case "users":
		for _, id := range c.body.Get("users").Strings() {
			add(c.e, tabard.Granted, tabard.ObjectGrant, c.user(id), tabard.CredentialRef{}, tabard.GrantRef{Permission: c.at(1), Resource: c.e.Realm})
		}
	case "permissions":
		c.permissions(account(c.e.Realm, c.at(1), "", "role"))
	}
}

func (c *call) permissions(who tabard.Actor) {
	for _, p := range c.body.Get("permissions").List() {
		add(c.e, c.given(), tabard.ObjectGrant, who, tabard.CredentialRef{},
			tabard.GrantRef{Permission: p.Child("permission_name").String(), Resource: p.Child("resource_server_identifier").String()})
	}
}

// members are those who administer the tenant itself.
func (c *call) members(invited bool) {
	roles := strings.Join(c.body.Get("roles").Strings(), " ")
	g := tabard.GrantRef{Permission: roles, Resource: c.e.Realm, Admin: strings.Contains(roles, "owner") || strings.Contains(roles, "admin")}
	if owners := c.body.Get("owners").Strings(); len(owners) > 0 {
		for _, owner := range owners {
			add(c.e, c.given(), tabard.ObjectGrant, account(c.e.Realm, "", owner, "user"), tabard.CredentialRef{}, g)
			c.announce()
		}
		return
	}
	if !invited && c.at(1) != "members" && c.at(2) != "members" {
		return
	}
	add(c.e, c.given(), tabard.ObjectGrant, account(c.e.Realm, "", c.text("email", "invitee.email"), "user"), tabard.CredentialRef{}, g)
	if invited {
		c.announce()
	}
}
