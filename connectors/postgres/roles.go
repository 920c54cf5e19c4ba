package postgres

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// options are those of CREATE ROLE and ALTER ROLE.
type options struct {
	password   string // "set", "null", "" when the statement has none
	valid      bool   // VALID UNTIL was there
	expires    time.Time
	endless    bool
	login      string // "login", "nologin"
	attributes []string
	inRoles    []tabard.Actor // the new role becomes a member of these
	members    []tabard.Actor // these become members of it
	admins     []tabard.Actor
}

func (p *parser) roleStatement(name string) {
	switch name {
	case "DROP ROLE":
		p.accept("if", "exists")
		for _, who := range p.list() {
			p.target("role", who.ID)
			p.did(tabard.Deleted, tabard.ObjectIdentity, who)
		}
		return
	case "CREATE ROLE":
		p.createRole()
	default:
		p.alterRole()
	}
}

func (p *parser) createRole() {
	user := p.tokens[1].text == "user" // CREATE USER is CREATE ROLE with LOGIN
	who := p.who()
	if who.IsZero() {
		return
	}
	p.target("role", who.ID)
	o := p.options()
	p.did(tabard.Created, tabard.ObjectIdentity, who)
	if o.password == "set" {
		c := &p.password(tabard.Created, who).Credential
		c.Expires, c.NeverEnds = o.expires, o.endless || !o.valid // without VALID UNTIL it is valid for all time
	}
	if o.login == "login" || user && o.login == "" {
		p.detail("login", "yes")
	}
	p.attributes(o, who)
	p.memberships(o, who)
}

func (p *parser) alterRole() {
	if p.accept("all") {
		p.settings(tabard.Actor{})
		return
	}
	who := p.who()
	if who.IsZero() {
		return
	}
	p.target("role", who.ID)
	switch {
	case p.accept("rename", "to"):
		renamed := p.who()
		p.did(tabard.Updated, tabard.ObjectIdentity, who)
		p.detail("new_name", renamed.ID)
		p.did(tabard.Created, tabard.ObjectIdentity, renamed) // an identity is known by its name
		return
	case p.tokens[1].text == "group" && (p.accept("add", "user") || p.accept("add", "role")):
		for _, member := range p.list() {
			p.grant(tabard.Granted, member, membership(who.ID, ""))
		}
		return
	case p.tokens[1].text == "group" && (p.accept("drop", "user") || p.accept("drop", "role")):
		for _, member := range p.list() {
			p.grant(tabard.Revoked, member, membership(who.ID, ""))
		}
		return
	}
	if t := p.peek(); t.kind == wordToken && (t.text == "set" || t.text == "reset" || t.text == "in") {
		p.settings(who)
		return
	}
	p.changeRole(who, p.options())
}

// changeRole reads what ALTER ROLE sets.
func (p *parser) changeRole(who tabard.Actor, o options) {
	before := len(p.e.Changes)
	switch o.login {
	case "login":
		p.did(tabard.Enabled, tabard.ObjectIdentity, who)
	case "nologin":
		p.did(tabard.Disabled, tabard.ObjectIdentity, who)
	}
	switch {
	case o.password == "null":
		p.password(tabard.Deleted, who)
	case o.password == "set" || o.valid:
		c := &p.password(tabard.Updated, who).Credential
		c.Expires, c.NeverEnds = o.expires, o.endless
		if o.password == "set" {
			p.detail("password", "changed")
		}
	}
	p.attributes(o, who)
	p.memberships(o, who)
	if len(p.e.Changes) == before {
		p.did(tabard.Updated, tabard.ObjectIdentity, who)
	}
}

// settings reads "ALTER ROLE x [IN DATABASE d] SET name = value".
func (p *parser) settings(who tabard.Actor) {
	if p.find("set", "reset") != "" {
		p.detail("setting", p.name())
	}
	if !who.IsZero() {
		p.did(tabard.Updated, tabard.ObjectIdentity, who)
	}
}

// options reads the options up to the end, passing over what it does not know.
func (p *parser) options() options {
	var o options
	for p.at < len(p.tokens) {
		t := p.next()
		if t.kind != wordToken {
			continue
		}
		switch t.text {
		case "password":
			o.password = "set"
			if p.accept("null") {
				o.password = "null"
			} else if next := p.peek(); next.kind == stringToken || next.kind == dollarToken || next.kind == paramToken {
				p.at++
			}
		case "valid":
			if p.accept("until") {
				o.valid = true
				if p.accept("null") {
					o.endless = true
				} else {
					o.expires, o.endless = until(p.next().text)
				}
			}
		case "login", "nologin":
			o.login = t.text
		case "superuser", "createrole", "createuser", "replication", "bypassrls", "createdb",
			"nosuperuser", "nocreaterole", "nocreateuser", "noreplication", "nobypassrls", "nocreatedb":
			o.attributes = append(o.attributes, strings.ToUpper(t.text))
		case "in":
			if p.accept("role") || p.accept("group") {
				o.inRoles = append(o.inRoles, p.list()...)
			}
		case "role", "user":
			o.members = append(o.members, p.list()...)
		case "admin":
			o.admins = append(o.admins, p.list()...)
		case "sysid", "limit":
			if p.peek().kind == numberToken {
				p.at++
			}
		}
	}
	return o
}

// attributes are rights over the cluster that a role has by itself; Via and Resource are as the listing gives them.
func (p *parser) attributes(o options, who tabard.Actor) {
	for _, name := range o.attributes {
		verb := tabard.Granted
		if rest, no := strings.CutPrefix(name, "NO"); no {
			verb, name = tabard.Revoked, rest
			if p.e.Action == "CREATE ROLE" || p.tokens[0].text == "create" {
				continue // the default, spelled out
			}
		}
		if name == "CREATEUSER" {
			name = "SUPERUSER" // its name before version 9.6
		}
		p.grant(verb, who, tabard.GrantRef{Permission: name, Resource: "cluster", Via: "attribute", Admin: name == "SUPERUSER" || name == "CREATEROLE"})
	}
}

func (p *parser) memberships(o options, who tabard.Actor) {
	for _, role := range o.inRoles {
		p.grant(tabard.Granted, who, membership(role.ID, ""))
	}
	for _, member := range o.members {
		p.grant(tabard.Granted, member, membership(who.ID, ""))
	}
	for _, member := range o.admins {
		p.grant(tabard.Granted, member, membership(who.ID, "with admin option"))
	}
}

// membership lets a role act as another, as the listing gives it.
func membership(role, via string) tabard.GrantRef {
	return tabard.GrantRef{Permission: "MEMBER", Resource: "role:" + role, Via: via, Admin: controls(role)}
}

// controls reports whether a role gives control over the cluster: the bootstrap superuser, the administrators that hosting
// services make, and the predefined roles whose documentation says that they can be used to become superuser.
func controls(role string) bool {
	switch role {
	case "postgres", "rds_superuser", "cloudsqlsuperuser", "alloydbsuperuser", "azure_pg_admin", "azuresu", "neon_superuser",
		"pg_execute_server_program", "pg_write_server_files", "pg_read_server_files":
		return true
	}
	return false
}

// commentOnRole reads what a comment says of a role's owner, as the listing does.
func (p *parser) commentOnRole() {
	who := p.who()
	if who.IsZero() {
		return
	}
	p.target("role", who.ID)
	p.did(tabard.Updated, tabard.ObjectIdentity, who)
	if p.accept("is") {
		if found := labels(p.peek().text); len(found) > 0 && p.peek().kind == stringToken {
			p.e.Labels = found
		}
	}
}

// function reads a function that runs with its owner's rights, whoever calls it: who made it lends these out.
func (p *parser) function(name string) {
	definer := false
	for i := range p.tokens {
		if p.tokens[i].kind == wordToken && p.tokens[i].text == "security" && i+1 < len(p.tokens) && p.tokens[i+1].text == "definer" {
			definer = true
		}
	}
	if p.find("function", "procedure", "routine") == "" {
		return
	}
	of := p.name()
	p.target("function", of)
	if !definer || p.e.Actor.IsZero() {
		return
	}
	verb := tabard.Created
	if strings.HasPrefix(name, "ALTER") {
		verb = tabard.Updated
	}
	p.did(verb, tabard.ObjectTrust, p.e.Actor).Grant = tabard.GrantRef{Permission: "SECURITY DEFINER", Resource: p.object("function", of)}
}

// userMapping is what a role proves itself with to another server.
func (p *parser) userMapping(name string) {
	if p.find("for") == "" {
		return
	}
	who := p.who()
	server := ""
	if p.find("server") != "" {
		server = p.name()
	}
	verb := map[byte]tabard.Verb{'C': tabard.Created, 'A': tabard.Updated, 'D': tabard.Deleted}[name[0]]
	change := p.did(verb, tabard.ObjectCredential, who)
	change.Credential = tabard.CredentialRef{Kind: tabard.CredentialPassword, ID: "user mapping:" + server + ":" + who.ID}
	p.target("server", server)
}
