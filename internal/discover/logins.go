package discover

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/doctree"
)

// readNetrc reads the machines, logins and passwords of a .netrc.
func readNetrc(f *file) bool {
	var c Credential
	password := ""
	flush := func() {
		if password != "" {
			c.Kind, c.Type = tabard.CredentialPassword, "netrc"
			f.secret(c, password)
		}
		c, password = Credential{}, ""
	}
	macro, line := false, 0
	for raw := range bytes.Lines(f.text) {
		line++
		text := string(raw)
		if macro { // a macro ends at an empty line
			macro = strings.TrimSpace(text) != ""
			continue
		}
		fields := strings.Fields(text)
		for i := 0; i < len(fields) && !macro && !strings.HasPrefix(fields[i], "#"); i++ {
			next := ""
			if i+1 < len(fields) {
				next = fields[i+1]
			}
			switch fields[i] {
			case "machine":
				flush()
				c.System = clip(next)
				i++
			case "default":
				flush()
			case "login":
				c.Identity = clip(next)
				i++
			case "password":
				password, c.Line = strings.Trim(next, `"`), line
				i++
			case "macdef":
				macro = true
			}
		}
	}
	flush()
	return true
}

// readGit reads logins kept by git: its credential store, and addresses of remotes that hold one.
func readGit(f *file) bool {
	for _, at := range urlLogin.FindAllSubmatchIndex(f.text, -1) {
		user, password := string(f.text[at[2]:at[3]]), ""
		if at[4] >= 0 {
			password = string(f.text[at[4]:at[5]])
		}
		c := Credential{
			Kind: tabard.CredentialPassword, Type: "git-credential", Identity: clip(unescape(user)), System: clip(string(f.text[at[6]:at[7]])),
			Line: f.lineOf(at[2]),
		}
		switch _, token := secretValue(user); password {
		case "", "x-oauth-basic":
			if !token {
				continue // ssh://git@host
			}
			c.Identity, password = "", user // https://TOKEN@host
		}
		c.Kind, c.Type = gitKind(password)
		f.secret(c, unescape(password))
	}
	for _, at := range gitHeader.FindAllSubmatchIndex(f.text, -1) {
		f.secret(Credential{Kind: tabard.CredentialToken, Type: "git-http-header", Line: f.lineOf(at[2])}, string(f.text[at[2]:at[3]]))
	}
	return true
}

// gitKind tells a token from a password by its shape.
func gitKind(value string) (tabard.CredentialKind, string) {
	if shape, ok := secretValue(value); ok {
		return tabard.CredentialToken, shape
	}
	return tabard.CredentialPassword, "git-credential"
}

var (
	urlLogin  = regexp.MustCompile(`[a-z][a-z0-9+.-]*://([^/\s:@"]+)(?::([^/\s@"]+))?@([^/\s"]+)`)
	gitHeader = regexp.MustCompile(`(?i)extraheader\s*=\s*"?authorization:\s*(?:basic|bearer|token)\s+([^\s"]+)`)
)

// readDocker reads the logins of container registries.
func readDocker(f *file) bool {
	doc := f.tree()
	auths := doc.Get("auths")
	if f.is(".dockercfg") {
		auths = doc
	}
	if auths == nil {
		return false
	}
	for host, entry := range auths.Members() {
		c := Credential{Kind: tabard.CredentialPassword, Type: "registry-login", System: clip(host), Line: entry.Line}
		c.Hint = "kept in plain text: a credential helper (credsStore) keeps it in the system's key store"
		if token := entry.Str("identitytoken"); token != "" {
			c.Kind, c.Type = tabard.CredentialToken, "registry-token"
			f.secret(c, token)
			continue
		}
		c.Identity = clip(entry.Str("username"))
		password := entry.Str("password")
		if plain, err := base64.StdEncoding.DecodeString(entry.Str("auth")); err == nil {
			if user, secret, ok := strings.Cut(string(plain), ":"); ok {
				c.Identity, password = clip(user), secret
			}
		}
		f.secret(c, password)
	}
	return f.is(".docker/config.json", ".dockercfg", "containers/auth.json")
}

// readForgeHosts reads the tokens that the command lines of GitHub and GitLab keep when they cannot use a key store.
func readForgeHosts(f *file) bool {
	doc := f.tree()
	hosts := doc
	if f.is("glab-cli/config.yml") {
		hosts = doc.Get("hosts")
	}
	for host, entry := range hosts.Members() {
		active, named := entry.Str("user"), false
		for user, account := range entry.Get("users").Members() {
			f.forgeToken(host, user, account.Get("oauth_token"))
			named = named || user == active
		}
		if !named { // before there were several users, and where there is still one
			f.forgeToken(host, active, entry.Get("oauth_token"))
		}
		f.forgeToken(host, active, entry.Get("token"))
	}
	return true
}

func (f *file) forgeToken(host, user string, token *doctree.Node) {
	if token != nil {
		f.secret(Credential{Kind: tabard.CredentialToken, Identity: clip(user), System: clip(host), Line: token.Line}, token.Text)
	}
}
