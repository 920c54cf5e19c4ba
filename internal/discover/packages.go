package discover

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"regexp"
	"strings"

	"tabard.dev/tabard"
)

// readPackages reads the logins of package registries: npm, yarn, PyPI, cargo and gem.
func readPackages(f *file) bool {
	switch {
	case f.is(".npmrc"):
		f.npm()
	case f.is(".pypirc", "pip.conf", "pip.ini"):
		f.python()
	default:
		for _, doc := range f.packageDocs() {
			f.membersOf(doc, Credential{}, nil)
		}
	}
	return true
}

// npm reads lines like //registry.npmjs.org/:_authToken=npm_….
func (f *file) npm() {
	for _, section := range readINI(f.text) {
		for _, pair := range section.pairs {
			scope, name := "", pair.name
			if i := strings.LastIndex(pair.name, ":"); i >= 0 {
				scope, name = strings.Trim(pair.name[:i], "/"), pair.name[i+1:]
			}
			c := Credential{System: clip(scope), Name: name, Line: pair.line}
			switch name {
			case "_authToken":
				c.Kind, c.Type = tabard.CredentialToken, "npm-token"
			case "_auth", "_password":
				c.Kind, c.Type = tabard.CredentialPassword, "npm-password"
				if plain, err := base64.StdEncoding.DecodeString(pair.value); err == nil && name == "_auth" {
					if user, _, ok := strings.Cut(string(plain), ":"); ok {
						c.Identity = clip(user)
					}
				}
			default:
				continue
			}
			f.secret(c, pair.value)
		}
	}
}

// python reads sections of repositories with their user and password, and addresses of indexes that hold a login.
func (f *file) python() {
	for _, section := range readINI(f.text) {
		if password, line := section.get("password"); password != "" {
			user, _ := section.get("username")
			system, _ := section.get("repository")
			if system == "" {
				system = section.name
			}
			f.secret(Credential{
				Kind: tabard.CredentialPassword, Identity: clip(user), System: clip(hostOf(system)), Name: clip(section.name), Line: line,
			}, password)
		}
		for _, name := range []string{"index-url", "extra-index-url"} {
			value, line := section.get(name)
			if userinfo.MatchString(value) {
				f.namedSecret(Credential{Name: name, Line: line}, value)
			}
		}
	}
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}

// readDatabase reads the logins of database clients.
func readDatabase(f *file) bool {
	if f.is(".pgpass") {
		n := 0
		for line := range bytes.Lines(f.text) {
			n++
			parts := pgpassField.FindAllString(strings.TrimSpace(string(line)), -1)
			if len(parts) < 5 || strings.HasPrefix(parts[0], "#") {
				continue
			}
			for i := range parts {
				parts[i] = strings.TrimPrefix(parts[i], ":")
			}
			f.secret(Credential{
				Kind: tabard.CredentialPassword, Type: "postgres-password", Identity: clip(parts[3]), System: clip(parts[0] + ":" + parts[1]),
				Name: clip(parts[2]), Line: n,
			}, strings.ReplaceAll(strings.Join(parts[4:], ":"), `\`, ""))
		}
		return true
	}
	for _, section := range readINI(f.text) {
		user, _ := section.get("user")
		host, _ := section.get("host")
		for _, pair := range section.pairs {
			if kind, secret := secretName(pair.name); secret {
				f.secret(Credential{
					Kind: kind, Identity: clip(user), System: clip(host), Name: clip(section.name), Line: pair.line,
				}, pair.value)
			}
		}
	}
	return true
}

// pgpassField is a field of host:port:database:user:password, in which a backslash hides a colon.
var pgpassField = regexp.MustCompile(`(?:^|:)(?:\\.|[^:\\])*`)
