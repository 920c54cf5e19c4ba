package vault

import (
	"strings"
	"time"

	"tabard.dev/tabard"
)

// changes reads what a request changed.
func (r entry) changes(at route) {
	op := r.Text(operation)
	if r.Has(given+accessor) || r.Has(given+clientToken) {
		r.tokenGiven(at, op)
	}
	if r.Has(wrapAccessor) {
		r.wrapped()
	}
	if rest, ok := at.system("sys"); ok {
		r.system(op, rest)
		return
	}
	if rest, ok := at.system("identity"); ok {
		r.identity(op, rest)
		return
	}
	if strings.HasPrefix(at.mount, "auth/") {
		if at.mount == "auth/token/" || at.typ == "token" {
			r.tokens(op, at.rest)
			return
		}
		r.authMethod(op, at)
		return
	}
	r.engine(op, at)
}

// written gives what an operation does to a thing that is made by writing it.
func written(op string) (tabard.Verb, bool) {
	switch op {
	case "create":
		return tabard.Created, true
	case "update", "patch":
		return tabard.Updated, true
	case "delete":
		return tabard.Deleted, true
	}
	return "", false
}

func (r entry) did(verb tabard.Verb, object tabard.ObjectKind, who tabard.Actor) *tabard.Change {
	r.e.Changes = append(r.e.Changes, tabard.Change{Verb: verb, Object: object, Identity: who})
	return &r.e.Changes[len(r.e.Changes)-1]
}

func (r entry) credential(verb tabard.Verb, who tabard.Actor, kind tabard.CredentialKind, id string) *tabard.CredentialRef {
	c := r.did(verb, tabard.ObjectCredential, who)
	c.Credential = tabard.CredentialRef{Kind: kind, ID: id}
	if verb == tabard.Created {
		c.Credential.Created = r.e.Time
	}
	return &c.Credential
}

// thing is an identity that Vault keeps under a path.
func (r entry) thing(path, name, kind string) tabard.Actor {
	return tabard.Actor{Realm: r.e.Realm, ID: path, Name: name, Type: kind}
}

// data parses what was sent and what was answered. Texts in it are hashes, apart from keys that the mount was tuned to show.
func (r entry) data() (sent, answer tabard.Node) {
	if all := r.Nodes(requestData); len(all) > 0 {
		sent = all[0]
	}
	if all := r.Nodes(responseData); len(all) > 0 {
		answer = all[0]
	}
	return sent, answer
}

// tokenGiven is a token that a login or auth/token/create handed out.
func (r entry) tokenGiven(at route, op string) {
	if strings.HasPrefix(at.rest, "renew") || strings.HasPrefix(at.rest, "lookup") || op == "read" && at.typ != "oidc" && at.typ != "jwt" {
		if strings.HasPrefix(at.rest, "renew") {
			r.expiry(r.credential(tabard.Updated, r.holder(given, at), tabard.CredentialToken, r.Text(given+accessor)))
		}
		return
	}
	who := r.holder(given, at)
	if who.IsZero() {
		who = r.e.Actor
	}
	c := r.credential(tabard.Created, who, tabard.CredentialToken, r.Text(given+accessor))
	r.expiry(c)
	if r.hasPolicy(given, "root") {
		c.NeverEnds = c.Expires.IsZero()
		r.did(tabard.Granted, tabard.ObjectGrant, who).Grant = tabard.GrantRef{Permission: "root", Resource: "*", Via: "token", Admin: true}
	}
	r.detail("token_type", r.Text(given+tokenType))
	r.detail("policies", strings.Join(r.All(given+policies), " "))
}

func (r entry) expiry(c *tabard.CredentialRef) {
	for _, field := range [...]int{given + tokenTTL, given + leaseSeconds} {
		if ttl, ok := r.seconds(field); ok && ttl > 0 && !r.e.Time.IsZero() {
			c.Expires = r.e.Time.Add(ttl)
			return
		}
	}
}

// wrapped is a response that was put away under a token of its own, for whoever gets it to open once.
func (r entry) wrapped() {
	c := r.credential(tabard.Created, tabard.Actor{Realm: r.e.Realm}, tabard.CredentialToken, r.Text(wrapAccessor))
	if ttl, ok := r.seconds(wrapTTLGiven); ok && ttl > 0 && !r.e.Time.IsZero() {
		c.Expires = r.e.Time.Add(ttl)
	}
	r.detail("wrapped", "yes")
}

// tokens reads what is done to tokens by auth/token.
func (r entry) tokens(op, rest string) {
	verb, writes := written(op)
	if !writes {
		return
	}
	sent, _ := r.data()
	switch first, name, _ := strings.Cut(rest, "/"); first {
	case "revoke-self":
		r.credential(tabard.Deleted, r.e.Actor, tabard.CredentialToken, r.Text(asking+accessor))
	case "revoke-accessor":
		r.ended(tabard.CredentialToken, firstOf(sent.Child("accessor").String(), name))
	case "revoke", "revoke-orphan":
		r.ended(tabard.CredentialToken, firstOf(sent.Child("token").String(), name))
	case "roles":
		if name != "" {
			r.did(verb, tabard.ObjectGrant, tabard.Actor{}).Grant = tabard.GrantRef{Permission: "create tokens", Via: "auth/token/roles/" + name}
		}
	}
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// ended is a credential that was taken back by its id, whoever holds it.
func (r entry) ended(kind tabard.CredentialKind, id string) {
	if id != "" {
		r.credential(tabard.Deleted, tabard.Actor{Realm: r.e.Realm}, kind, id)
	}
}

// engine reads the engines that make credentials for other systems.
func (r entry) engine(op string, at route) {
	first, name, _ := strings.Cut(at.rest, "/")
	verb, writes := written(op)
	role := r.thing(at.mount+"roles/"+name, name, at.kind()+" role")
	switch first {
	case "creds", "static-creds", "sts":
		if name == "" || op != "read" && op != "update" && op != "create" {
			return
		}
		id := r.Text(leaseID)
		if first == "static-creds" {
			return // shown, not made
		}
		r.credential(tabard.Created, role, tabard.CredentialPassword, id)
	case "issue", "sign", "sign-verbatim":
		if writes && (at.typ == "pki" || at.typ == "ssh" || at.typ == "") && name != "" {
			_, answer := r.data()
			r.credential(tabard.Created, role, tabard.CredentialCertificate, answer.Child("serial_number").String())
		}
	case "revoke":
		if writes && at.typ == "pki" {
			sent, _ := r.data()
			r.ended(tabard.CredentialCertificate, sent.Child("serial_number").String())
		}
	case "root", "intermediate":
		if writes && at.typ == "pki" {
			r.did(verb, tabard.ObjectTrust, r.thing(at.whole, "", "certificate authority")).Grant = tabard.GrantRef{Permission: "sign", Resource: at.mount}
		}
	case "keys":
		if writes && at.typ == "transit" && name != "" {
			key, what, _ := strings.Cut(name, "/")
			if what == "rotate" || what == "config" {
				verb = tabard.Updated
			}
			r.credential(verb, r.thing(at.mount+"keys/"+key, key, "transit key"), tabard.CredentialKey, at.mount+"keys/"+key)
		}
	case "roles", "role", "static-roles", "roleset", "static-account":
		if writes && name != "" {
			r.did(verb, tabard.ObjectGrant, tabard.Actor{}).Grant = tabard.GrantRef{Permission: "issue credentials", Resource: at.mount, Via: at.whole}
		}
	case "config":
		if writes && (at.typ == "database" || at.typ == "aws" || at.typ == "gcp" || at.typ == "azure" || at.typ == "kubernetes") {
			r.credential(verb, r.thing(at.whole, name, at.kind()+" connection"), tabard.CredentialPassword, "")
		}
	case "rotate-root", "rotate-role":
		if writes {
			r.credential(tabard.Updated, r.thing(at.mount+"config/"+name, name, at.kind()+" connection"), tabard.CredentialPassword, "")
		}
	}
}

// ends gives the time that a number of seconds after the entry's is; never where it is none.
func (r entry) ends(c *tabard.CredentialRef, ttl tabard.Node) {
	seconds, ok := ttl.Number()
	switch {
	case !ok || seconds < 0 || seconds > 1<<31:
	case seconds == 0:
		c.NeverEnds = true
	case !r.e.Time.IsZero():
		c.Expires = r.e.Time.Add(time.Duration(seconds) * time.Second)
	}
}
