package vault

import (
	"strings"

	"tabard.dev/tabard"
)

// system reads what is done to Vault itself.
func (r entry) system(op, rest string) {
	verb, writes := written(op)
	if !writes {
		return
	}
	first, name, _ := strings.Cut(rest, "/")
	sent, answer := r.data()
	switch first {
	case "auth":
		r.mountAuth(verb, name)
	case "policy":
		r.policy(verb, name)
	case "policies":
		if kind, policy, ok := strings.Cut(name, "/"); ok && kind != "password" {
			r.policy(verb, policy)
		}
	case "generate-root", "generate-recovery-token":
		r.generateRoot(op, name, answer)
	case "namespaces":
		if name != "" {
			r.did(verb, tabard.ObjectIdentity, r.thing("namespace/"+strings.TrimSuffix(name, "/"), name, "namespace"))
		}
	case "leases", "revoke", "revoke-prefix", "revoke-force", "renew":
		r.lease(first, name, sent)
	case "rekey", "rekey-recovery-key":
		if name == "update" && answer.Child("complete").String() == "true" {
			r.credential(tabard.Updated, r.thing("sys/"+first, "", "unseal keys"), tabard.CredentialKey, first)
		}
	case "init":
		r.credential(tabard.Created, r.thing("root", "root", "token"), tabard.CredentialToken, "")
	case "replication":
		if strings.HasSuffix(name, "secondary-token") {
			r.credential(tabard.Created, r.thing("replication secondary", "", "cluster"), tabard.CredentialToken, "")
		}
	}
}

// mountAuth is a way to log in that is opened, tuned or closed.
func (r entry) mountAuth(verb tabard.Verb, name string) {
	name, tune := strings.CutSuffix(name, "/tune")
	if name = strings.TrimSuffix(name, "/"); name == "" {
		return
	}
	if verb == tabard.Updated && !tune {
		verb = tabard.Created // Vault does not look whether the mount exists before it is made
	}
	r.did(verb, tabard.ObjectTrust, r.thing("auth/"+name+"/", "auth/"+name, "auth method")).Grant = tabard.GrantRef{Permission: "login", Resource: name, Via: "auth/" + name}
}

// policy is what its holders may do; its text is hashed, and who they are is not in the entry.
func (r entry) policy(verb tabard.Verb, name string) {
	if name == "" {
		return
	}
	r.did(verb, tabard.ObjectGrant, tabard.Actor{}).Grant = tabard.GrantRef{Permission: name, Via: "policy/" + name}
}

// generateRoot makes a root token when enough holders of keys took part.
func (r entry) generateRoot(op, name string, answer tabard.Node) {
	if name != "update" || op == "delete" {
		return
	}
	if answer.Child("complete").String() != "true" {
		return
	}
	who := r.thing("root", "root", "token")
	r.credential(tabard.Created, who, tabard.CredentialToken, "").NeverEnds = true
	r.did(tabard.Granted, tabard.ObjectGrant, who).Grant = tabard.GrantRef{Permission: "root", Resource: "*", Via: "token", Admin: true}
}

// lease ends or prolongs a credential that was made for another system.
func (r entry) lease(first, name string, sent tabard.Node) {
	verb := tabard.Deleted
	what := first
	if first == "leases" {
		what, name, _ = strings.Cut(name, "/")
	}
	switch what {
	case "renew":
		verb = tabard.Updated
	case "revoke", "revoke-prefix", "revoke-force":
	default:
		return
	}
	id := firstOf(name, sent.Child("lease_id").String())
	if id == "" {
		return
	}
	r.credential(verb, tabard.Actor{Realm: r.e.Realm}, tabard.CredentialPassword, id)
}

// identity reads entities, the aliases by which they log in, and groups.
func (r entry) identity(op, rest string) {
	verb, writes := written(op)
	if !writes {
		return
	}
	sent, answer := r.data()
	parts := strings.Split(rest, "/")
	id := func() tabard.Actor {
		who := r.thing("", "", "entity")
		switch {
		case len(parts) == 3 && parts[1] == "id":
			who.ID = parts[2]
		case len(parts) == 3 && parts[1] == "name":
			who.ID, who.Name = "entity/"+parts[2], parts[2]
		default:
			who.ID = firstOf(answer.Child("id").String(), sent.Child("id").String(), sent.Child("name").String())
		}
		if answered := answer.Child("id").String(); answered != "" && verb != tabard.Deleted {
			who.ID = answered
		}
		return who
	}
	switch parts[0] {
	case "entity":
		if len(parts) > 1 && (parts[1] == "merge" || parts[1] == "batch-delete") {
			return
		}
		if who := id(); who.ID != "" {
			if verb == tabard.Updated && len(parts) == 1 && !sent.Child("id").Exists() {
				verb = tabard.Created
			}
			r.did(verb, tabard.ObjectIdentity, who)
		}
	case "entity-alias", "alias", "persona":
		who := r.thing(firstOf(answer.Child("canonical_id").String(), sent.Child("canonical_id").String(), sent.Child("entity_id").String()), "", "entity")
		if verb == tabard.Updated && len(parts) == 1 {
			verb = tabard.Created
		}
		alias := firstOf(answer.Child("id").String(), strings.Join(parts[1:], "/"))
		if who.ID == "" && alias == "" {
			return
		}
		r.did(verb, tabard.ObjectTrust, who).Grant = tabard.GrantRef{Permission: "login", Resource: alias, Via: "entity alias"}
	case "group", "group-alias":
		name := parts[len(parts)-1]
		if len(parts) == 1 {
			name = firstOf(answer.Child("id").String(), sent.Child("name").String())
		}
		if name != "" {
			r.did(grantVerb(verb), tabard.ObjectGrant, r.thing("group/"+name, name, "group")).Grant = tabard.GrantRef{Permission: "policies", Via: "identity/group"}
		}
	case "oidc":
		if len(parts) > 2 && (parts[1] == "client" || parts[1] == "role" || parts[1] == "key") {
			who := r.thing("identity/"+rest, parts[2], "OIDC "+parts[1])
			if parts[1] == "key" {
				r.credential(verb, who, tabard.CredentialKey, "identity/"+rest)
			} else {
				r.did(verb, tabard.ObjectIdentity, who)
			}
		}
	}
}
