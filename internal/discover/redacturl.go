package discover

import (
	"net/url"
	"regexp"
	"strings"

	"tabard.dev/tabard/internal/secretshape"
)

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// url redacts the secrets in a URL: the password of its user, parameters, and the parts of a path that are drawn by lot, as
// some servers are reached by a path that nobody is to know. The rest is left as it is written. strict takes ids for secrets
// too: in the address of an MCP server they are what lets one in.
func (r *redactor) url(in, text string, strict bool) string {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		return r.plain(in, text)
	}
	rest, fragment, hasFragment := strings.Cut(rest, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	authority, path, hasPath := strings.Cut(rest, "/")

	out := scheme + "://" + r.userinfo(in, authority)
	if hasPath {
		segments := strings.Split(path, "/")
		for i, segment := range segments {
			segments[i] = r.segment(in, segment, strict)
		}
		out += "/" + strings.Join(segments, "/")
	}
	if hasQuery {
		out += "?" + r.parameters(in, query)
	}
	if hasFragment {
		out += "#" + r.parameters(in, fragment)
	}
	return out
}

func (r *redactor) userinfo(in, authority string) string {
	at := strings.LastIndexByte(authority, '@')
	if at < 0 {
		return authority
	}
	user, host := authority[:at], authority[at:]
	name, password, both := strings.Cut(user, ":")
	switch {
	case both && !mayShow(password):
		return name + ":" + r.cut(in, "password", "password", unescape(password)) + host
	case both:
		return authority
	}
	// A user without a password may be a token: https://TOKEN@host.
	if kind, ok := secretshape.Of(user); ok {
		return r.cut(in, "user", kind, user) + host
	}
	if random(user, 16) {
		return r.cut(in, "user", "token", user) + host
	}
	return authority
}

func (r *redactor) segment(in, segment string, strict bool) string {
	if mayShow(segment) {
		return segment
	}
	if start, end, kind, ok := secretshape.Find(segment); ok {
		return segment[:start] + r.cut(in, "path", kind, segment[start:end]) + segment[end:]
	}
	if random(segment, 24) && (strict || !uuidForm.MatchString(segment) && !hexForm.MatchString(segment)) ||
		strict && (random(segment, 20) || hexForm.MatchString(segment) || uuidForm.MatchString(segment)) {
		return r.cut(in, "path", "token", segment)
	}
	return segment
}

// hexForm is the form of a commit as well as of a key.
var hexForm = regexp.MustCompile(`^[0-9a-fA-F]{32,}$`)

func (r *redactor) parameters(in, query string) string {
	before := len(r.found)
	parts := strings.FieldsFunc(query, func(c rune) bool { return c == '&' || c == ';' })
	for i, part := range parts {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			parts[i] = r.segment(in, part, true)
			continue
		}
		plain := unescape(value)
		kind, secret := secretName(name)
		switch {
		case secret, shortSecretParameter[strings.ToLower(name)]:
			if kind == "" {
				kind = "token"
			}
			if !mayShow(plain) {
				parts[i] = name + "=" + r.cut(in, name, string(kind), plain)
			}
		default:
			parts[i] = name + "=" + r.segment(in, value, true)
		}
	}
	if len(r.found) == before {
		return query
	}
	return strings.Join(parts, "&")
}

// shortSecretParameter are names that mean a secret in a query, though not elsewhere.
var shortSecretParameter = words("key sig signature code auth k t sid")

func unescape(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}
