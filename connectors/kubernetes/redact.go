package kubernetes

import (
	"bytes"
	"encoding/json/jsontext"
	"slices"
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
	c := cutter{cut: cut, doc: record}
	if !c.top() {
		return record
	}
	return c.splice()
}

// cutter walks through a document once and notes what is to stand in place of what is secret in it.
type cutter struct {
	cut   tabard.Cut
	doc   []byte
	cuts  []replacement
	depth int
}

// replacement is what is to stand between two offsets of the document.
type replacement struct {
	start, end int
	text       []byte
}

// deepest is how deep a document is followed. Records that were scanned are not half as deep.
const deepest = 256

// top looks into what was sent and answered. It reports whether the record is sound.
func (c *cutter) top() bool {
	start := tabard.SpaceEnd(c.doc, 0)
	if start >= len(c.doc) || c.doc[start] != '{' {
		return false
	}
	var objects [2]int // where what was sent and answered begins
	secrets := false   // the request is on Secrets
	end := tabard.Walk(c.doc, start, func(name []byte, at int) int {
		switch string(rewrite.Name(name)) {
		case "requestObject":
			objects[0] = at
		case "responseObject":
			objects[1] = at
		case "objectRef":
			secrets = c.resource(at) == "secrets"
		}
		return tabard.ValueEnd(c.doc, at)
	})
	if end < 0 || tabard.SpaceEnd(c.doc, end) != len(c.doc) {
		return false
	}
	for _, at := range objects {
		if at > 0 && c.value(at, secrets) < 0 {
			return false
		}
	}
	return true
}

// resource gives what kind of thing a request is on.
func (c *cutter) resource(at int) (resource string) {
	if c.doc[at] != '{' {
		return ""
	}
	tabard.Walk(c.doc, at, func(name []byte, at int) int {
		end := tabard.ValueEnd(c.doc, at)
		if end >= 0 && string(rewrite.Name(name)) == "resource" {
			resource = rewrite.Text(c.doc[at:end])
		}
		return end
	})
	return resource
}

// splice gives the document with the replacements, itself where there are none.
func (c *cutter) splice() []byte {
	if len(c.cuts) == 0 {
		return c.doc
	}
	slices.SortFunc(c.cuts, func(a, b replacement) int { return a.start - b.start })
	out, done := make([]byte, 0, len(c.doc)+64*len(c.cuts)), 0
	for _, r := range c.cuts {
		out = append(append(out, c.doc[done:r.start]...), r.text...)
		done = r.end
	}
	return append(out, c.doc[done:]...)
}

// value looks into the value at an offset and gives the offset behind it, -1 where it is not sound. In a Secret, data is what
// is secret; a patch of one may be a list of operations on it.
func (c *cutter) value(at int, secret bool) int {
	switch c.doc[at] {
	case '{', '[':
		if c.depth == deepest {
			return -1
		}
		c.depth++
		if c.doc[at] == '{' {
			at = c.object(at, secret)
		} else {
			at = tabard.Walk(c.doc, at, func(_ []byte, at int) int { return c.value(at, secret) })
		}
		c.depth--
		return at
	case '"':
		end := tabard.ValueEnd(c.doc, at)
		if end >= 0 {
			c.flags(at, end)
		}
		return end
	}
	return tabard.ValueEnd(c.doc, at)
}

// object looks into an object. What one member is, another may say that stands behind it.
func (c *cutter) object(start int, secret bool) int {
	noted := len(c.cuts)
	found, operation := false, false
	var name, value struct{ start, end, first, last int } // of the members "name" and "value"; first and last of what was noted in it
	end := tabard.Walk(c.doc, start, func(written []byte, at int) int {
		from := len(c.cuts)
		switch string(rewrite.Name(written)) {
		case "kind":
			if end := tabard.ValueEnd(c.doc, at); !secret && end >= 0 && isSecret(c.doc[at:end]) {
				found = true
				return -1
			}
		case "data", "stringData":
			if secret {
				return c.all(at, "kubernetes-secret")
			}
		case lastApplied:
			if c.doc[at] == '"' {
				return c.inner(at, secret)
			}
		case "op":
			operation = true
		case "name":
			name.start, name.end = at, c.value(at, secret)
			return name.end
		case "value":
			value.start, value.end, value.first = at, c.value(at, secret), from
			value.last = len(c.cuts)
			return value.end
		}
		return c.value(at, secret)
	})
	switch {
	case found: // all of it is looked at again with this in mind
		c.cuts = c.cuts[:noted]
		return c.object(start, true)
	case end < 0 || value.end == 0:
	case secret && operation:
		c.cuts = slices.Delete(c.cuts, value.first, value.last)
		c.all(value.start, "kubernetes-secret")
	case c.doc[value.start] == '"' && name.end > 0 && secretName(rewrite.Text(c.doc[name.start:name.end])):
		c.cuts = slices.Delete(c.cuts, value.first, value.last)
		c.replace(value.start, value.end, "environment")
	}
	return end
}

// lastApplied is the annotation in which kubectl keeps the object as it was applied.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// inner looks into a document that stands in a string.
func (c *cutter) inner(start int, secret bool) int {
	end := tabard.ValueEnd(c.doc, start)
	if end < 0 {
		return -1
	}
	text, err := jsontext.AppendUnquote(nil, c.doc[start:end])
	if err != nil || !jsontext.Value(text).IsValid() {
		return end
	}
	inside := cutter{cut: c.cut, doc: text, depth: c.depth}
	if inside.value(tabard.SpaceEnd(text, 0), secret) < 0 || len(inside.cuts) == 0 {
		return end
	}
	if quoted, err := jsontext.AppendQuote(nil, inside.splice()); err == nil {
		c.cuts = append(c.cuts, replacement{start, end, quoted})
	}
	return end
}

// all cuts every string in a value.
func (c *cutter) all(at int, kind string) int {
	switch c.doc[at] {
	case '{':
		if c.depth == deepest {
			return -1
		}
		c.depth++
		at = tabard.Walk(c.doc, at, func(_ []byte, at int) int { return c.all(at, kind) })
		c.depth--
		return at
	case '[':
		end := tabard.ValueEnd(c.doc, at)
		if end > at+len("[]") {
			c.cuts = append(c.cuts, replacement{at, end, []byte("[]")}) // no Secret has lists in its data
		}
		return end
	case 't', 'f', 'n':
		return tabard.ValueEnd(c.doc, at)
	}
	end := tabard.ValueEnd(c.doc, at)
	if end >= 0 {
		c.replace(at, end, kind)
	}
	return end
}

// replace cuts a string or a number.
func (c *cutter) replace(start, end int, kind string) {
	text := c.doc[start:end]
	if text[0] == '"' {
		plain, err := jsontext.AppendUnquote(nil, text)
		if err != nil {
			return
		}
		text = plain
	}
	if len(text) > 0 && !bytes.HasPrefix(text, []byte("[redacted:")) {
		c.cuts = append(c.cuts, replacement{start, end, []byte(`"` + c.cut(kind, text) + `"`)})
	}
}

// flags cuts the value of a flag such as "--password=…" in a command line.
func (c *cutter) flags(start, end int) {
	if !bytes.Contains(c.doc[start:end], []byte("--")) {
		return
	}
	plain, err := jsontext.AppendUnquote(nil, c.doc[start:end])
	if err != nil {
		return
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
		return
	}
	if quoted, err := jsontext.AppendQuote(nil, text); err == nil {
		c.cuts = append(c.cuts, replacement{start, end, quoted})
	}
}

func isSecret(kind jsontext.Value) bool {
	text := rewrite.Text(kind)
	return text == "Secret" || text == "SecretList"
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
