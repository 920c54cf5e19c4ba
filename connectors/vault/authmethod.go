package vault

import (
	"strings"

	"tabard.dev/tabard"
)

// authMethod reads what is done to the ways to log in: the accounts that a method keeps, and the trust that it has in
// others.
func (r entry) authMethod(op string, at route) {
	verb, writes := written(op)
	if !writes {
		return
	}
	parts := strings.Split(at.rest, "/")
	if len(parts) < 2 {
		if parts[0] == "config" {
			r.trusts(tabard.Updated, at)
		}
		return
	}
	name := parts[1]
	switch parts[0] {
	case "role", "roles":
		if at.typ == "approle" || at.typ == "" && len(parts) > 2 && strings.Contains(parts[2], "secret-id") {
			r.appRole(verb, at, name, parts[2:])
			return
		}
		r.trustedRole(verb, at, name)
	case "users", "user":
		r.user(verb, at, name, parts[2:])
	case "certs", "crls":
		r.trustedRole(verb, at, name)
	case "groups":
		r.did(grantVerb(verb), tabard.ObjectGrant, r.thing(at.mount+"groups/"+name, name, "group")).Grant = tabard.GrantRef{Permission: "policies", Via: at.whole}
	case "map": // GitHub's teams and users
		if len(parts) > 2 {
			r.did(grantVerb(verb), tabard.ObjectGrant, r.thing(at.mount+name+"/"+parts[2], parts[2], strings.TrimSuffix(name, "s"))).Grant = tabard.GrantRef{Permission: "policies", Via: at.whole}
		}
	case "config":
		r.trusts(tabard.Updated, at)
	}
}

// grantVerb gives what writing or deleting a mapping to policies does. The policies themselves are hashed.
func grantVerb(verb tabard.Verb) tabard.Verb {
	if verb == tabard.Deleted {
		return tabard.Revoked
	}
	return tabard.Granted
}

// appRole is an account for programs: a role with secrets, each under an accessor.
func (r entry) appRole(verb tabard.Verb, at route, name string, more []string) {
	role := r.thing(at.mount+"role/"+name, name, "approle")
	role.Kind = tabard.KindService
	if len(more) == 0 {
		r.did(verb, tabard.ObjectIdentity, role)
		return
	}
	sent, answer := r.data()
	switch more[0] {
	case "secret-id", "custom-secret-id":
		if len(more) > 1 {
			if more[1] == "destroy" {
				r.credential(tabard.Deleted, role, tabard.CredentialSecret, sent.Child("secret_id").String())
			}
			return
		}
		if verb == tabard.Deleted {
			return
		}
		c := r.credential(tabard.Created, role, tabard.CredentialSecret, answer.Child("secret_id_accessor").String())
		c.Fingerprint = hashed(answer.Child("secret_id").String())
		r.ends(c, answer.Child("secret_id_ttl"))
	case "secret-id-accessor":
		if len(more) > 1 && more[1] == "destroy" {
			r.credential(tabard.Deleted, role, tabard.CredentialSecret, sent.Child("secret_id_accessor").String())
		}
	case "policies", "token-policies":
		r.did(grantVerb(verb), tabard.ObjectGrant, role).Grant = tabard.GrantRef{Permission: "policies", Via: at.whole}
	case "role-id":
		r.did(tabard.Updated, tabard.ObjectIdentity, role)
	default:
		r.did(tabard.Updated, tabard.ObjectIdentity, role)
		r.detail("setting", more[0])
	}
}

// hashed gives a hash of the log as a fingerprint, and nothing for what is no hash.
func hashed(text string) string {
	if strings.HasPrefix(text, "hmac-") {
		return text
	}
	return ""
}

// user is an account with a password, or one of a directory that is given policies.
func (r entry) user(verb tabard.Verb, at route, name string, more []string) {
	who := r.thing(at.mount+"users/"+name, name, at.kind()+" user")
	if len(more) > 0 {
		switch more[0] {
		case "password", "password_hash":
			r.credential(tabard.Updated, who, tabard.CredentialPassword, "")
		case "policies":
			r.did(grantVerb(verb), tabard.ObjectGrant, who).Grant = tabard.GrantRef{Permission: "policies", Via: at.whole}
		}
		return
	}
	r.did(verb, tabard.ObjectIdentity, who)
	sent, _ := r.data()
	if at.typ == "userpass" && verb != tabard.Deleted && (sent.Child("password").Exists() || sent.Child("password_hash").Exists()) {
		r.credential(verb, who, tabard.CredentialPassword, "")
	}
}

// trustedRole is a role that whoever the method vouches for may log in as: service accounts, cloud identities, tokens of an
// identity provider, holders of a certificate.
func (r entry) trustedRole(verb tabard.Verb, at route, name string) {
	r.did(verb, tabard.ObjectTrust, r.thing(at.whole, name, at.kind()+" role")).Grant = tabard.GrantRef{Permission: "login", Resource: strings.TrimSuffix(at.mount, "/"), Via: at.whole}
}

// trusts is a change of whom a method believes: the issuer of tokens, the directory, the cluster.
func (r entry) trusts(verb tabard.Verb, at route) {
	r.did(verb, tabard.ObjectTrust, r.thing(at.mount, strings.TrimSuffix(at.mount, "/"), "auth method")).Grant = tabard.GrantRef{Permission: "federate", Resource: at.kind(), Via: at.whole}
}
