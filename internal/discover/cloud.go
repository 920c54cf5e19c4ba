package discover

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"tabard.dev/tabard"
	"tabard.dev/tabard/internal/doctree"
)

// readGoogle reads the credential files of Google Cloud, which all say what they are in "type".
func readGoogle(f *file) bool {
	doc := f.tree()
	r := &redactor{prints: f.prints}
	switch kind := doc.Str("type"); kind {
	case "service_account":
		key := doc.Get("private_key")
		if doc.Str("client_email") == "" || key == nil {
			return false
		}
		c := Credential{
			Kind: tabard.CredentialKey, Type: "gcp-service-account-key", Identity: clip(doc.Str("client_email")), System: clip(doc.Str("project_id")),
			NativeID: clip(doc.Str("private_key_id")), Line: key.Line,
			Hint: "a key that never expires: impersonation or workload identity federation replaces it",
		}
		if stateOf(key.Text) == literal {
			if strings.Contains(key.Text, "PRIVATE KEY-----") {
				f.privateKey(c, []byte(key.Text))
			} else {
				f.secret(c, key.Text)
			}
		}
	case "authorized_user":
		token := doc.Get("refresh_token")
		if token == nil {
			return false
		}
		f.secret(Credential{
			Kind: tabard.CredentialToken, Type: "gcp-refresh-token", Identity: clip(doc.Str("account")), System: clip(doc.Str("quota_project_id")),
			NativeID: clip(doc.Str("client_id")), Line: token.Line,
		}, token.Text)
	case "external_account", "external_account_authorized_user":
		f.identity(Identity{
			Type: "gcp-federated", Identity: clip(doc.Str("audience")), System: "gcp", Line: doc.Line,
			Via: impersonated(r.address(doc.Str("service_account_impersonation_url"))),
		})
	case "impersonated_service_account":
		f.identity(Identity{
			Type: "gcp-impersonation", Identity: impersonated(r.address(doc.Str("service_account_impersonation_url"))), System: "gcp", Line: doc.Line,
			Via: clip(doc.Str("source_credentials", "type")),
		})
		if token := doc.Get("source_credentials", "refresh_token"); token != nil {
			f.secret(Credential{Kind: tabard.CredentialToken, Type: "gcp-refresh-token", System: "gcp", Line: token.Line}, token.Text)
		}
	default:
		return false
	}
	return true
}

// impersonated gives the service account in the address that impersonates it.
func impersonated(address string) string {
	if _, account, ok := strings.Cut(address, "serviceAccounts/"); ok {
		account, _, _ = strings.Cut(account, ":")
		return account
	}
	return address
}

// readAzure reads what the Azure command line keeps: who is signed in, and its tokens where the machine cannot encrypt them.
func readAzure(f *file) bool {
	doc := f.tree()
	seen := map[string]bool{}
	for _, subscription := range doc.Get("subscriptions").Elements() {
		name := subscription.Str("user", "name")
		if name != "" && !seen[name] {
			seen[name] = true
			f.identity(Identity{
				Type: "azure-" + strings.ToLower(subscription.Str("user", "type")), Identity: clip(name), System: clip(subscription.Str("tenantId")),
				Name: clip(subscription.Str("name")), Line: subscription.Line,
			})
		}
	}
	accounts := map[string]string{}
	for _, account := range doc.Get("Account").Members() {
		accounts[account.Str("home_account_id")] = clip(account.Str("username"))
	}
	for _, block := range []struct{ name, typ string }{{"AccessToken", "azure-access-token"}, {"RefreshToken", "azure-refresh-token"}} {
		for _, entry := range doc.Get(block.name).Members() {
			c := Credential{
				Kind: tabard.CredentialToken, Type: block.typ, Identity: accounts[entry.Str("home_account_id")], System: clip(entry.Str("environment")),
				Name: clip(entry.Str("target")), Expires: epoch(entry.Get("expires_on")), Created: epoch(entry.Get("cached_at")), Line: lineOf(entry.Get("secret")),
			}
			f.secret(c, entry.Str("secret"))
		}
	}
	for _, entry := range doc.Elements() { // service_principal_entries.json
		f.secret(Credential{
			Kind: tabard.CredentialSecret, Type: "azure-client-secret", Identity: clip(entry.Str("client_id")), System: clip(entry.Str("tenant")),
			Line: lineOf(entry.Get("client_secret")),
		}, entry.Str("client_secret"))
	}
	return true
}

// readTerraform reads the tokens of Terraform registries and clouds, in JSON and in HCL.
func readTerraform(f *file) bool {
	for host, entry := range f.tree().Get("credentials").Members() {
		f.secret(Credential{
			Kind: tabard.CredentialToken, Type: "terraform-token", System: clip(host), Line: lineOf(entry.Get("token")),
		}, entry.Str("token"))
	}
	for _, at := range terraformBlock.FindAllSubmatchIndex(f.text, -1) {
		f.secret(Credential{
			Kind: tabard.CredentialToken, Type: "terraform-token", System: clip(string(f.text[at[2]:at[3]])), Line: f.lineOf(at[4]),
		}, string(f.text[at[4]:at[5]]))
	}
	return true
}

var terraformBlock = regexp.MustCompile(`credentials\s+"([^"]+)"\s*\{[^}]*?token\s*=\s*"([^"]+)"`)

// lineOf gives the line of a value that may be absent.
func lineOf(n *doctree.Node) int {
	if n == nil {
		return 0
	}
	return n.Line
}

// epoch reads a time in seconds or milliseconds, from a number or a text.
func epoch(n *doctree.Node) time.Time {
	if n == nil {
		return time.Time{}
	}
	seconds, err := strconv.ParseFloat(n.Text, 64)
	if err != nil {
		return parseTime(n.Text)
	}
	if seconds > 1e11 {
		seconds /= 1000
	}
	return unixSeconds(seconds)
}
