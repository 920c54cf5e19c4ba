package discover

import (
	"regexp"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/doctree"
	"tabard.dev/tabard/internal/secretshape"
)

// redactor replaces the secrets in one server's arguments and URL, and keeps a list of what it replaced.
type redactor struct {
	prints *fingerprints
	found  []Secret
}

// cut notes a secret and gives the text that stands for it.
func (r *redactor) cut(in, name, kind, value string) string {
	print := r.prints.of(value)
	r.found = append(r.found, Secret{In: in, Name: name, Type: kind, Fingerprint: print})
	_, short, _ := strings.Cut(print, ":")
	return "[redacted:" + kind + ":" + short + "]"
}

// args gives a server's arguments without their secrets. What comes before an argument says what it is: "--api-key", "-e",
// "Authorization: Bearer".
func (r *redactor) args(args []string) []string {
	out := make([]string, len(args))
	expect := expectation{}
	for i, arg := range args {
		out[i] = r.arg(arg, &expect)
	}
	return out
}

// longest is the length over which an argument or address is not looked into but replaced as a whole. No program takes such
// an argument from a configuration that people write.
const longest = 16 << 10

// expectation is what the text so far says of the word that comes next.
type expectation struct {
	name string // a flag or header that takes a secret
	kind tabard.CredentialKind
}

// userAndPassword is expected after the flags that curl and its like take both with; container tools take numbers there.
const userAndPassword tabard.CredentialKind = "user:password"

var userFlag = map[string]bool{"-u": true, "--user": true, "--proxy-user": true}

// arg redacts one argument. An argument of several words, such as a header or a shell command, is read word by word.
func (r *redactor) arg(arg string, expect *expectation) string {
	if len(arg) > longest {
		*expect = expectation{}
		return r.cut("args", "", "long-text", arg)
	}
	if doc := strings.TrimSpace(arg); strings.HasPrefix(doc, "{") || strings.HasPrefix(doc, "[") {
		if tree, err := doctree.JSON([]byte(doc)); err == nil && (tree.IsObject() || len(tree.Elements()) > 0) {
			*expect = expectation{}
			return r.document("args", arg, tree)
		}
	}
	if strings.Contains(arg, "PRIVATE KEY-----") {
		return r.cut("args", expect.name, "private-key", arg)
	}
	if expect.name != "" && strings.Contains(arg, " ") && !authScheme.MatchString(arg) && !mayShow(arg) {
		out := r.cut("args", expect.name, string(expect.kind), arg)
		*expect = expectation{}
		return out
	}
	if _, value, sep := nameAndValue(arg); sep != "" && mayShow(value) {
		*expect = expectation{}
		return arg
	}
	if header := headerForm.FindStringSubmatch(arg); header != nil {
		if kind, secret := secretName(header[1]); secret {
			*expect = expectation{}
			return header[1] + header[2] + r.header("args", header[1], string(kind), header[3])
		}
	}
	var b strings.Builder
	for _, word := range splitKeeping.FindAllString(arg, -1) {
		if strings.TrimSpace(word) == "" {
			b.WriteString(word)
			continue
		}
		before, core, after := unquote(word)
		b.WriteString(before + r.word(core, expect) + after)
	}
	return b.String()
}

var splitKeeping = regexp.MustCompile(`\s+|\S+`)

// headerForm is a header with a value, scheme and all.
var headerForm = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]*)(:\s*)(\S.*)$`)

// header redacts a header's value and leaves its scheme.
func (r *redactor) header(in, name, kind, value string) string {
	if scheme, rest, ok := strings.Cut(value, " "); ok && isScheme(scheme) {
		return scheme + " " + r.value(in, name, kind, strings.TrimSpace(rest))
	}
	if isScheme(value) {
		return value
	}
	return r.value(in, name, kind, value)
}

// unquote takes the quotes and separators round a word of a shell command off.
func unquote(word string) (before, core, after string) {
	core = strings.TrimLeft(word, `"'`)
	before = word[:len(word)-len(core)]
	trimmed := strings.TrimRight(core, `"';,`)
	return before, trimmed, core[len(trimmed):]
}

func (r *redactor) word(word string, expect *expectation) string {
	expected := *expect
	*expect = expectation{}
	if expected.kind == userAndPassword {
		if name, password, ok := strings.Cut(word, ":"); ok && strings.Trim(password, "0123456789") != "" && !mayShow(password) {
			return name + ":" + r.cut("args", "user", string(tabard.CredentialPassword), password)
		}
	} else if expected.name != "" {
		switch strings.ToLower(word) {
		case "bearer", "basic", "token", "digest", "=":
			*expect = expected
			return word
		}
		if !strings.HasPrefix(word, "-") || len(word) > 24 { // a flag where a value should be means that there was none
			return r.value("args", expected.name, string(expected.kind), word)
		}
	}
	if name, value, sep := nameAndValue(word); sep != "" {
		kind, secret := secretName(name)
		switch {
		case value == "" && secret && sep == ":":
			*expect = expectation{name, kind}
			return word
		case secret && isScheme(value):
			*expect = expectation{name, kind}
			return word
		case secret:
			return name + sep + r.value("args", name, string(kind), value)
		}
		return name + sep + r.word(value, expect)
	}
	if strings.HasPrefix(word, "-") {
		if userFlag[word] {
			*expect = expectation{"user", userAndPassword}
		} else if kind, secret := secretName(word); secret && !strings.HasPrefix(word, "--no-") {
			*expect = expectation{strings.TrimLeft(word, "-"), kind}
		}
		return word
	}
	return r.plain("args", word)
}

func isScheme(word string) bool {
	word = strings.ToLower(word)
	return word == "bearer" || word == "basic" || word == "token"
}

// nameAndValue takes NAME=VALUE, --flag=VALUE and Name:value apart. A URL, a path with a drive and an image with its tag are
// no such pair, unless the name is that of a secret.
func nameAndValue(word string) (name, value, sep string) {
	i := strings.IndexAny(word, "=:")
	if i <= 0 || !pairName.MatchString(word[:i]) {
		return "", "", ""
	}
	name, sep, value = word[:i], word[i:i+1], word[i+1:]
	if sep == ":" {
		if _, secret := secretName(name); !secret || strings.HasPrefix(value, "//") {
			return "", "", ""
		}
	}
	return name, value, sep
}

var pairName = regexp.MustCompile(`^-{0,2}[A-Za-z_][A-Za-z0-9_.-]*$`)

// value redacts the value of something whose name is that of a secret.
func (r *redactor) value(in, name, kind, value string) string {
	if mayShow(value) || harmlessLiteral(value) {
		return value
	}
	if strings.Contains(value, "://") {
		if out := r.url(in, value, false); out != value {
			return out
		}
	}
	if _, _, known, ok := secretshape.Find(value); ok {
		kind = known
	}
	return r.cut(in, strings.TrimLeft(name, "-"), kind, value)
}

// plain redacts a text of which nothing is known.
func (r *redactor) plain(in, text string) string {
	if strings.Contains(text, "://") {
		return r.url(in, text, false)
	}
	if start, end, kind, ok := secretshape.Find(text); ok {
		return text[:start] + r.cut(in, "", kind, text[start:end]) + r.plain(in, text[end:])
	}
	if dsn := dsnForm.FindStringSubmatch(text); dsn != nil && !mayShow(dsn[2]) {
		return dsn[1] + r.cut(in, "password", string(tabard.CredentialPassword), dsn[2]) + dsn[3]
	}
	if strings.Contains(text, ";") && strings.Contains(text, "=") { // a connection string
		parts := strings.Split(text, ";")
		for i, part := range parts {
			if name, value, ok := strings.Cut(part, "="); ok {
				if kind, secret := secretName(name); secret {
					parts[i] = name + "=" + r.value(in, name, string(kind), value)
				}
			}
		}
		return strings.Join(parts, ";")
	}
	if random(text, 24) && !uuidForm.MatchString(text) && stateOf(text) == literal {
		return r.cut(in, "", "token", text)
	}
	return text
}

// dsnForm is user:password@network(address)/database.
var dsnForm = regexp.MustCompile(`^([^/\s:@]+:)([^@\s]+)(@[A-Za-z0-9.-]*[(:/].*)$`)

// document redacts the secrets in an argument that is a JSON document, leaving the rest of its text as it is.
func (r *redactor) document(in, text string, tree *doctree.Node) string {
	escaped := false // a secret is written with escapes, so that it cannot be found in the text
	var visit func(n *doctree.Node, name string)
	visit = func(n *doctree.Node, name string) {
		for member, value := range n.Members() {
			visit(value, member)
		}
		for _, element := range n.Elements() {
			visit(element, name)
		}
		if n == nil || n.Kind != doctree.Text || n.Text == "" {
			return
		}
		var out string
		if kind, secret := secretName(name); secret {
			out = r.header(in, name, string(kind), n.Text)
		} else {
			out = r.plain(in, n.Text)
		}
		switch {
		case out == n.Text:
		case strings.Contains(text, n.Text):
			text = strings.ReplaceAll(text, n.Text, out)
		default:
			escaped = true
		}
	}
	visit(tree, "")
	if escaped {
		return r.cut(in, "", "document", text)
	}
	return text
}
