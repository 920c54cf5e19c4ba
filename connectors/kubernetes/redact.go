package kubernetes

import (
	"bytes"
	"encoding/json/jsontext"
	"encoding/json/v2"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/connectors/internal/rewrite"
)

// redact cuts out what no path alone can name: the data of Secrets, which stands where a ConfigMap has harmless data;
// values of environment variables whose name says that they are secret; secrets in command lines; and the same once more in
// the copy of the object that kubectl keeps in an annotation.
func redact(record []byte, cut tabard.Cut) []byte {
	if !bytes.Contains(record, []byte(`Object"`)) {
		return record // most policies log metadata only
	}
	if !bytes.Contains(record, []byte(`ecret`)) && !bytes.Contains(record, []byte(`env":`)) && !bytes.Contains(record, []byte(`env\"`)) &&
		!bytes.Contains(record, []byte(`env" :`)) && !bytes.Contains(record, []byte(`--`)) {
		return record
	}
	var about struct {
		ObjectRef struct {
			Resource string `json:"resource"`
		} `json:"objectRef"`
	}
	if json.Unmarshal(record, &about) != nil {
		return record
	}
	c := cutter{cut: cut, secrets: about.ObjectRef.Resource == "secrets"}
	out, err := c.top(record)
	if err != nil || !c.changed {
		return record
	}
	return out
}

// cutter copies a record and replaces what is secret in it.
type cutter struct {
	cut     tabard.Cut
	secrets bool // the request is on Secrets
	changed bool
}

// top looks into what was sent and answered.
func (c *cutter) top(record []byte) ([]byte, error) {
	return rewrite.Object(record, func(m rewrite.Member, _ []rewrite.Member) ([]byte, error) {
		if m.Name == "requestObject" || m.Name == "responseObject" {
			return c.value(m.Value, c.secrets)
		}
		return m.Value, nil
	})
}

// value copies a value. In a Secret, data is what is secret; a patch of one may be a list of operations on it.
func (c *cutter) value(v jsontext.Value, secret bool) ([]byte, error) {
	switch v.Kind() {
	case '{':
		return rewrite.Object(v, func(m rewrite.Member, all []rewrite.Member) ([]byte, error) { return c.member(m, all, secret) })
	case '[':
		return rewrite.List(v, func(element jsontext.Value) ([]byte, error) { return c.value(element, secret) })
	case '"':
		return c.text(v), nil
	default:
		return v, nil
	}
}

func (c *cutter) member(m rewrite.Member, all []rewrite.Member, secret bool) ([]byte, error) {
	secret = secret || isSecret(all)
	switch {
	case secret && (m.Name == "data" || m.Name == "stringData"):
		return c.all(m.Value, "kubernetes-secret")
	case secret && m.Name == "value" && has(all, "op"):
		return c.all(m.Value, "kubernetes-secret")
	case m.Name == "value" && secretName(rewrite.TextOf(all, "name")) && m.Value.Kind() == '"':
		return c.replace(m.Value, "environment"), nil
	case m.Name == lastApplied && m.Value.Kind() == '"':
		return c.inner(m.Value, secret)
	}
	return c.value(m.Value, secret)
}

// lastApplied is the annotation in which kubectl keeps the object as it was applied.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// inner looks into a document that stands in a string.
func (c *cutter) inner(v jsontext.Value, secret bool) ([]byte, error) {
	text, err := jsontext.AppendUnquote(nil, v)
	if err != nil || !jsontext.Value(text).IsValid() {
		return v, nil
	}
	before := c.changed
	c.changed = false
	out, err := c.value(text, secret)
	inside := c.changed
	c.changed = before || inside
	if err != nil || !inside {
		return v, nil
	}
	return jsontext.AppendQuote(nil, out)
}

// all cuts every string in a value.
func (c *cutter) all(v jsontext.Value, kind string) ([]byte, error) {
	switch v.Kind() {
	case '{':
		return rewrite.Object(v, func(m rewrite.Member, _ []rewrite.Member) ([]byte, error) { return c.all(m.Value, kind) })
	case '"', '0':
		return c.replace(v, kind), nil
	case '[':
		c.changed = c.changed || len(v) > len("[]")
		return []byte("[]"), nil // no Secret has lists in its data
	default:
		return v, nil
	}
}

func (c *cutter) replace(v jsontext.Value, kind string) []byte {
	text := []byte(v)
	if v.Kind() == '"' {
		plain, err := jsontext.AppendUnquote(nil, v)
		if err != nil {
			return v
		}
		text = plain
	}
	if len(text) == 0 || bytes.HasPrefix(text, []byte("[redacted:")) {
		return v
	}
	c.changed = true
	return []byte(`"` + c.cut(kind, text) + `"`)
}

// text cuts the value of a flag such as "--password=…" in a command line.
func (c *cutter) text(v jsontext.Value) []byte {
	if !bytes.Contains(v, []byte("--")) {
		return v
	}
	plain, err := jsontext.AppendUnquote(nil, v)
	if err != nil {
		return v
	}
	text, cut := string(plain), false
	for from := 0; ; {
		at := strings.Index(text[from:], "--")
		if at < 0 {
			break
		}
		at += from
		name, rest, ok := strings.Cut(text[at:], "=")
		from = at + 2
		if !ok || strings.ContainsAny(name, " \t\n") || !secretName(name) {
			continue
		}
		end := strings.IndexAny(rest, " \t\n\"'")
		if end < 0 {
			end = len(rest)
		}
		from = at + len(name) + 1
		if end == 0 || strings.HasPrefix(rest, "[redacted:") {
			continue
		}
		stand := c.cut("flag", []byte(rest[:end]))
		text = text[:from] + stand + text[from+end:]
		from += len(stand)
		cut = true
	}
	if !cut {
		return v
	}
	c.changed = true
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil {
		return v
	}
	return quoted
}

func isSecret(all []rewrite.Member) bool {
	kind := rewrite.TextOf(all, "kind")
	return kind == "Secret" || kind == "SecretList"
}

func has(all []rewrite.Member, name string) bool {
	for _, m := range all {
		if m.Name == name {
			return true
		}
	}
	return false
}

// secretName reports whether the name of a variable or flag says that its value is secret. References to Secrets, such as
// "--token-file" and "SECRET_NAME", say only where one is.
func secretName(name string) bool {
	lower := strings.ToLower(name)
	for _, end := range []string{"file", "path", "dir", "name", "ref", "url", "ttl", "expiry", "duration", "enabled", "type"} {
		if strings.HasSuffix(lower, end) {
			return false
		}
	}
	for _, word := range []string{"password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key", "access_key", "access-key", "private_key", "private-key", "credential", "connection_string", "dsn"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}
