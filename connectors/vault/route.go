package vault

import "strings"

// route is a request's path, taken apart at the mount it goes to.
type route struct {
	whole string // "auth/approle/role/ci/secret-id"
	mount string // "auth/approle/"
	typ   string // "approle", "" where neither the entry nor the path tells
	rest  string // "role/ci/secret-id"
}

// route finds the mount. Entries of Vault 1.9 and later name it; in others the path tells it as far as mounts have one name.
func (r entry) route() route {
	at := route{whole: r.Text(path), mount: r.Text(mountPoint), typ: r.Text(mountType)}
	if at.mount == "" {
		at.mount = r.Text(responseMount)
	}
	if at.mount == "" || !strings.HasPrefix(at.whole, at.mount) {
		at.mount = mountOf(at.whole)
	}
	at.rest = strings.TrimPrefix(at.whole, at.mount)
	if at.typ == "" || strings.HasPrefix(at.typ, "ns_") {
		at.typ = strings.TrimPrefix(at.typ, "ns_")
	}
	if at.typ == "" {
		name := strings.TrimSuffix(strings.TrimPrefix(at.mount, "auth/"), "/")
		if name = strings.TrimSuffix(name, "-v2"); known(name) {
			at.typ = name
		}
	}
	return at
}

func mountOf(path string) string {
	first, rest, ok := strings.Cut(path, "/")
	if !ok {
		return ""
	}
	if first == "auth" {
		second, _, ok := strings.Cut(rest, "/")
		if !ok {
			return path
		}
		return "auth/" + second + "/"
	}
	return first + "/"
}

// known reports whether a mount has the name of a kind of mount, as the default mounts do.
func known(name string) bool {
	switch name {
	case "approle", "userpass", "ldap", "kubernetes", "jwt", "oidc", "aws", "gcp", "azure", "cert", "github", "okta", "radius", "kerberos",
		"token", "database", "pki", "ssh", "transit", "totp", "kv", "consul", "nomad", "rabbitmq", "cubbyhole":
		return true
	}
	return name == "sys" || name == "identity"
}

// system reports whether the path is Vault's own, and the path in it. A namespace may stand before it.
func (at route) system(name string) (rest string, ok bool) {
	if at.mount == name+"/" {
		return at.rest, true
	}
	return "", false
}

// kind gives the type of mount as the type of a target.
func (at route) kind() string {
	if at.typ != "" {
		return at.typ
	}
	return strings.TrimSuffix(at.mount, "/")
}

// action gives the operation and the path with somebody's names as stars, so that there are as many actions as there are
// things to do, not things to do them to: "update auth/approle/role/*/secret-id".
func (r entry) action(at route) string {
	op := r.Text(operation)
	text := r.s.Scratch(len(op) + 1 + len(at.whole) + 2)[:0]
	text = append(append(text, op...), ' ')
	text = append(text, at.mount...)
	star := false
	for segment := range strings.SplitSeq(at.rest, "/") {
		if segment == "" {
			continue
		}
		if !at.word(segment, star) {
			if !star {
				text = append(text, '*', '/')
			}
			star = true
			continue
		}
		text = append(append(text, segment...), '/')
		star = false
	}
	return r.Intern(text[:max(0, len(bytesTrimSlash(text)))])
}

func bytesTrimSlash(text []byte) []byte {
	for len(text) > 0 && (text[len(text)-1] == '/' || text[len(text)-1] == ' ') {
		text = text[:len(text)-1]
	}
	return text
}

// word reports whether a segment is one of the API's. In a key-value store only the first one is.
func (at route) word(segment string, afterName bool) bool {
	switch at.typ {
	case "kv", "generic", "cubbyhole", "":
		if afterName || at.typ == "cubbyhole" {
			return false
		}
		switch segment {
		case "data", "metadata", "delete", "undelete", "destroy", "subkeys", "config":
			return strings.HasPrefix(at.rest, segment)
		}
		return false
	}
	return isWord(segment)
}

// isWord reports whether a segment of a path says what is done or to what kind of thing, in the APIs of Vault and its
// engines. Every other segment is somebody's name for something.
func isWord(segment string) bool {
	switch segment {
	case "accessors", "acl", "acme", "activity", "alias", "assignment", "associations", "attempt", "audit", "audit-hash",
		"auditing", "auth", "authorize", "autopilot", "backup", "batch-delete", "bound-service-accounts", "ca",
		"capabilities", "capabilities-accessor", "capabilities-self", "catalog", "cert", "certs", "check-in", "check-out",
		"client", "code", "config", "configuration", "control-group", "cors", "counters", "create", "create-orphan",
		"creds", "crl", "custom-messages", "custom-secret-id", "data", "datakey", "decode-token", "decrypt", "delete",
		"demote", "destinations", "destroy", "disable", "dr", "egp", "enable", "encrypt", "entity", "entity-alias",
		"experiments", "export", "generate", "generate-operation-token", "generate-recovery-token", "generate-root",
		"group", "group-alias", "groups", "ha-status", "hash", "headers", "health", "hmac", "host-info", "id", "identity",
		"identity-accesslist", "impersonated-account", "import", "in-flight-req", "init", "intermediate", "internal",
		"issue", "issuer", "issuers", "join", "key", "keys", "leader", "lease-count", "leases", "lib", "library",
		"license", "locked-users", "loggers", "login", "login-enforcement", "lookup", "lookup-accessor", "lookup-self",
		"manage", "managed-keys", "map", "merge", "metadata", "method", "metrics", "mfa", "monitor", "mounts", "name",
		"namespaces", "new-order", "oidc", "password", "performance", "persona", "plugins", "policies", "policy", "pprof",
		"primary", "promote", "provider", "public_key", "quotas", "raft", "random", "rate-limit", "raw", "rekey",
		"rekey-recovery-key", "reload", "remount", "remove-peer", "renew", "renew-accessor", "renew-self", "replication",
		"request-headers", "reset", "restore", "resultant-acl", "revoke", "revoke-accessor", "revoke-force",
		"revoke-orphan", "revoke-prefix", "revoke-self", "revoke-with-key", "rewrap", "rgp", "role", "role-id", "roles",
		"roleset", "roletag-denylist", "root", "rotate", "rotate-role", "rotate-root", "scope", "seal", "seal-status",
		"secondary", "secondary-token", "secret-id", "secret-id-accessor", "sign", "sign-intermediate", "sign-self-issued",
		"sign-verbatim", "snapshot", "snapshot-force", "static-account", "static-creds", "static-roles", "step-down",
		"storage", "sts", "subkeys", "sync", "teams", "tidy", "tidy-acme", "token", "trim", "tune", "ui", "undelete",
		"unlock", "unseal", "unwrap", "update", "user", "users", "verify", "version-history", "whitelist", "wrap",
		"wrapping", "zeroaddress":
		return true
	}
	return false
}
