package discover

import (
	"slices"
	"strings"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/doctree"
)

// tools are files in which programs that people give to agents, or that are agents, keep their credentials, by the
// programs' documentation or source: where the file is, whose it is, and what it is good for.
var tools = [...]struct{ path, tool, system string }{
	{".claude/.credentials.json", "claude-code", "anthropic.com"},
	{".claude.json", "claude-code", "anthropic.com"},
	{".codex/auth.json", "codex", "openai.com"},
	{".gemini/oauth_creds.json", "gemini-cli", "google.com"},
	{".qwen/oauth_creds.json", "qwen-code", "qwen.ai"},
	{"github-copilot/apps.json", "copilot", "github.com"},
	{"github-copilot/hosts.json", "copilot", "github.com"},
	{"opencode/auth.json", "opencode", ""},
	{".continue/config.*", "continue", ""},
	{"goose/secrets.yaml", "goose", ""},
	{"io.datasette.llm/keys.json", "llm", ""},
	{".aider.conf.yml", "aider", ""},
	{".mcp-auth/*/*_tokens.json", "mcp-remote", ""},
	{".kaggle/kaggle.json", "kaggle", "kaggle.com"},
	{".wrangler/config/default.toml", "wrangler", "cloudflare.com"},
	{"doctl/config.yaml", "doctl", "digitalocean.com"},
	{".fly/config.yml", "flyctl", "fly.io"},
	{"hcloud/cli.toml", "hcloud", "hetzner.cloud"},
	{".snowflake/connections.toml", "snowflake", "snowflakecomputing.com"},
	{".config/stripe/config.toml", "stripe", "stripe.com"},
	{".streamlit/secrets.toml", "streamlit", ""},
	{".circleci/cli.yml", "circleci", "circleci.com"},
}

func toolNames() []string {
	var all []string
	for _, t := range tools {
		all = append(all, t.path)
	}
	return all
}

// readTool reads the secrets of a known program's file: the members whose names or values say so.
func readTool(f *file) bool {
	for _, t := range tools {
		if !f.is(t.path) {
			continue
		}
		c := Credential{System: t.system}
		for _, doc := range f.trees() {
			if account := doc.Str("oauthAccount", "emailAddress"); account != "" {
				c.Identity = clip(account)
			}
			f.membersOf(doc, c, []string{t.tool})
		}
	}
	return false // the file may hold MCP servers and variables too
}

// tokenMembers are members that hold a secret in OAuth caches, where their short names mean nothing else.
var tokenMembers = map[string]tabard.CredentialKind{
	"access": tabard.CredentialToken, "refresh": tabard.CredentialToken, "key": tabard.CredentialKey,
}

// membersOf adds the secrets among the members of a document, each under the names that lead to it. The servers of MCP
// blocks are told with their server.
func (f *file) membersOf(n *doctree.Node, c Credential, path []string) {
	c = withAccount(n, c)
	for name, value := range n.Members() {
		if strings.Contains(strings.ToLower(name), "mcp") || name == "projects" {
			continue
		}
		below := append(slices.Clip(path), name)
		if value.Kind != doctree.Text {
			f.membersOf(value, c, below)
			continue
		}
		kind, secret := secretName(name)
		if short, ok := tokenMembers[name]; ok && !secret && len(value.Text) >= 20 {
			kind, secret = short, true
		}
		_, shaped := secretValue(value.Text)
		if !secret && !shaped || !shaped && harmlessLiteral(value.Text) {
			continue
		}
		found := c
		found.Kind, found.Name, found.Line = kind, clip(strings.Join(below, ".")), value.Line
		if found.Line == 0 {
			found.Line = f.lineWith(value.Text)
		}
		f.namedSecret(found, value.Text)
	}
	for _, element := range n.Elements() {
		f.membersOf(element, c, path)
	}
}

// withAccount takes over what an object says of all its members: whose they are, for how long, and where they are good.
func withAccount(n *doctree.Node, c Credential) Credential {
	for _, name := range []string{"user", "username", "login", "email", "account", "account_id", "githubAppId"} {
		if text := n.Str(name); text != "" && c.Identity == "" {
			c.Identity = clip(text)
		}
	}
	for _, name := range []string{"expiresAt", "expires_at", "expiry_date", "expires", "expiration_time"} {
		if t := epoch(n.Get(name)); !t.IsZero() {
			c.Expires = t
		}
	}
	if c.System == "" {
		for _, name := range []string{"provider", "apiBase", "host", "server_url", "resource_url"} {
			if text := n.Str(name); text != "" {
				c.System = clip((&redactor{prints: &fingerprints{}}).address(text))
				break
			}
		}
	}
	return c
}

// readTokenFile reads files that hold nothing but a token.
func readTokenFile(f *file) bool {
	token := strings.TrimSpace(string(f.text))
	if token == "" || strings.ContainsAny(token, " \t\n") {
		return false
	}
	c := Credential{Kind: tabard.CredentialToken, Line: 1}
	switch {
	case f.is(".vault-token"):
		c.Type = "vault-token"
	case f.is("huggingface/token", ".huggingface/token"):
		c.Type, c.System = "huggingface-token", "huggingface.co"
	case f.is(".supabase/access-token"):
		c.Type, c.System = "supabase-token", "supabase.com"
	}
	f.secret(c, token)
	return true
}

// packageDocs gives the documents of a registry's file, which has no ending.
func (f *file) packageDocs() []*doctree.Node {
	if f.is(".cargo/credentials") {
		f.parsed = true
		f.read(doctree.TOML)
		if f.broken != nil {
			return nil
		}
	}
	return f.trees()
}
