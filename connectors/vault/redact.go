package vault

import (
	"bytes"
	"encoding/json/jsontext"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/rewrite"
)

// redact cuts out what the audit device did not hash: devices with log_raw hash nothing, and mounts may be tuned to show
// keys of what is sent and answered.
func redact(record []byte, cut tabard.Cut) []byte {
	if !raw(record) {
		return record
	}
	c := cutter{cut: cut}
	out, err := rewrite.Object(record, c.entry)
	if err != nil || !c.changed {
		return record
	}
	return out
}

// raw reports whether an entry may hold a secret that is no hash: a token, a text in some data, a header. It is wrong only to
// the safe side.
func raw(record []byte) bool {
	for _, name := range []string{`token"`, `secret_id"`, `"data"`, `"headers"`} {
		for rest := record; ; {
			i := bytes.Index(rest, []byte(name))
			if i < 0 {
				break
			}
			rest = rest[i+len(name):]
			if shows(bytes.TrimLeft(rest, " \t\r\n:")) {
				return true
			}
		}
	}
	return false
}

// shows reports whether the value at the front of a text is, or holds, a text that is no hash. Names do not count.
func shows(text []byte) bool {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
		case '"':
			end := i + 1
			for end < len(text) && text[end] != '"' {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			value := text[i+1 : min(end, len(text))]
			i = end
			next := bytes.TrimLeft(text[min(end+1, len(text)):], " \t\r\n")
			name := depth > 0 && len(next) > 0 && next[0] == ':'
			if !name && len(value) > 0 && !bytes.HasPrefix(value, []byte("hmac-")) && !bytes.HasPrefix(value, []byte("[redacted:")) {
				return true
			}
		default:
			if depth == 0 && text[i] == ':' {
				return false
			}
			continue
		}
		if depth <= 0 {
			return false
		}
	}
	return false
}

type cutter struct {
	cut     tabard.Cut
	own     bool // the path is Vault's own or that of an auth method: only what is called secret is cut out of its data
	unseal  bool // the path is one that answers with unseal keys
	changed bool
}

func (c *cutter) entry(m rewrite.Member, _ []rewrite.Member) ([]byte, error) {
	if m.Value.Kind() != '{' {
		return m.Value, nil
	}
	switch m.Name {
	case "auth":
		return rewrite.Object(m.Value, c.token)
	case "request", "response":
		return rewrite.Object(m.Value, c.half)
	}
	return m.Value, nil
}

// half is the request or the response.
func (c *cutter) half(m rewrite.Member, all []rewrite.Member) ([]byte, error) {
	path := rewrite.TextOf(all, "path")
	mount := rewrite.TextOf(all, "mount_point")
	if path != "" || mount != "" {
		c.own = ours(path) || ours(mount)
	}
	if path != "" {
		c.unseal = strings.HasPrefix(path, "sys/init") || strings.HasPrefix(path, "sys/rekey")
	}
	switch {
	case m.Name == "client_token":
		return c.secret(m.Value, "vault-token"), nil
	case m.Name == "auth" && m.Value.Kind() == '{', m.Name == "wrap_info" && m.Value.Kind() == '{':
		return rewrite.Object(m.Value, c.token)
	case m.Name == "data":
		return c.data(m.Value, "")
	case m.Name == "headers" && m.Value.Kind() == '{':
		return rewrite.Object(m.Value, func(m rewrite.Member, _ []rewrite.Member) ([]byte, error) {
			if name := strings.ToLower(m.Name); name == "authorization" || name == "x-vault-token" || name == "cookie" {
				return c.all(m.Value)
			}
			return m.Value, nil
		})
	}
	return m.Value, nil
}

func ours(path string) bool {
	return strings.HasPrefix(path, "sys/") || strings.HasPrefix(path, "identity/") || strings.HasPrefix(path, "auth/")
}

// token cuts a token out of an auth block or a wrapping.
func (c *cutter) token(m rewrite.Member, _ []rewrite.Member) ([]byte, error) {
	if m.Name == "client_token" || m.Name == "token" {
		return c.secret(m.Value, "vault-token"), nil
	}
	return m.Value, nil
}

// data cuts what was sent or answered: in an engine all texts that are not known to be harmless, since they are what the engine
// keeps secret; elsewhere those that are called a secret.
func (c *cutter) data(v jsontext.Value, name string) ([]byte, error) {
	switch v.Kind() {
	case '{':
		return rewrite.Object(v, func(m rewrite.Member, _ []rewrite.Member) ([]byte, error) { return c.data(m.Value, m.Name) })
	case '[':
		return rewrite.List(v, func(element jsontext.Value) ([]byte, error) { return c.data(element, name) })
	case '"':
		if secretName(name) || !c.own && !harmless(name) || c.unseal && strings.HasPrefix(name, "keys") {
			return c.secret(v, "vault-data"), nil
		}
	default:
	}
	return v, nil
}

func (c *cutter) all(v jsontext.Value) ([]byte, error) {
	switch v.Kind() {
	case '[':
		return rewrite.List(v, c.all)
	case '"':
		return c.secret(v, "header"), nil
	default:
		return v, nil
	}
}

func (c *cutter) secret(v jsontext.Value, kind string) []byte {
	text := rewrite.Text(v)
	if text == "" || strings.HasPrefix(text, "hmac-") || strings.HasPrefix(text, "[redacted:") {
		return v
	}
	c.changed = true
	return []byte(`"` + c.cut(kind, []byte(text)) + `"`)
}

// harmless reports whether a name in an engine's data is of something that proves nothing.
func harmless(name string) bool {
	switch name {
	case "created_time", "deletion_time", "updated_time", "creation_time", "serial_number", "certificate", "issuing_ca", "ca_chain", "common_name",
		"alt_names", "ip_sans", "ttl", "max_ttl", "lease", "role", "role_name", "name", "type", "key_type", "algorithm", "public_key", "username",
		"plugin_name", "allowed_roles", "db_name", "creation_statements", "policy_arns", "credential_type", "arn", "keys", "lease_id", "issuer_id", "key_id", "expiration":
		return true
	}
	return false
}

func secretName(name string) bool {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, "_accessor") || strings.HasSuffix(lower, "_ttl") || strings.HasSuffix(lower, "_num_uses") || strings.HasSuffix(lower, "_type") || strings.HasSuffix(lower, "_policies") {
		return false
	}
	switch lower {
	case "jwt", "key", "otp", "recovery_key", "nonce", "pwd", "certificate_key", "bindpass", "unseal_key":
		return true
	}
	for _, word := range [...]string{"password", "secret", "token", "private_key", "credential", "encoded_root", "passcode", "api_key", "access_key"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}
