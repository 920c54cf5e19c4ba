package discover

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// home is a home folder with one file of each sort. CANARY stands for a secret of random letters and digits, WEAK for a
// guessable one; what else is needed is made when the test runs.
func home(t *testing.T) map[string]string {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "bob@laptop")
	if err != nil {
		t.Fatal(err)
	}
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte("CANARY"))
	if err != nil {
		t.Fatal(err)
	}
	public, err := ssh.NewPublicKey(private.Public())
	if err != nil {
		t.Fatal(err)
	}
	authorized := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(public)))
	cert, key := clientCertificate(t)
	b64 := func(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
	jwt := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256"}`)) + "." +
		base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"system:serviceaccount:finance:invoice-triage","iss":"https://k8s.example.com","exp":1924992000}`)) + "." + canary + canary
	return map[string]string{
		".aws/credentials":         "[default]\naws_access_key_id = AKIAEXAMPLE0000INVOI\naws_secret_access_key = CANARY/CANARYx\n\n[session]\naws_access_key_id=ASIAEXAMPLE0000INVOI\naws_secret_access_key=CANARY+CANARYy\naws_session_token=CANARY\n[later]\naws_access_key_id = <your key>\naws_secret_access_key = <your secret>\n",
		".aws/config":              "[default]\nregion = eu-central-1\n[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/deploy\nsource_profile = default\n[profile sso]\nsso_start_url = https://acme.awsapps.com/start\nsso_role_name = ReadOnly\n[profile tool]\ncredential_process = vault-helper --token CANARY\n",
		".aws/sso/cache/0a1b.json": `{"startUrl": "https://acme.awsapps.com/start", "region": "eu-central-1", "accessToken": "CANARY", "expiresAt": "2026-03-01T10:00:00Z"}`,
		".config/gcloud/application_default_credentials.json": `{"type": "authorized_user", "client_id": "123.apps.example.com", "client_secret": "d-CANARY", "refresh_token": "1//CANARY"}`,
		"src/robot.json":                           `{"type": "service_account", "project_id": "acme-prod", "private_key_id": "4711abcd", "private_key": ` + quoted(key) + `, "client_email": "triage@acme-prod.iam.example.com"}`,
		".azure/azureProfile.json":                 `{"subscriptions": [{"id": "s", "name": "Production", "user": {"name": "bob@example.com", "type": "user"}, "tenantId": "t-1"}]}`,
		".azure/msal_token_cache.json":             `{"AccessToken": {"x": {"home_account_id": "h", "environment": "login.example.com", "secret": "CANARY", "target": "scope/.default", "expires_on": "1767225600"}}, "RefreshToken": {"y": {"home_account_id": "h", "environment": "login.example.com", "secret": "CANARYr"}}, "Account": {"h": {"home_account_id": "h", "username": "bob@example.com"}}}`,
		".azure/service_principal_entries.json":    `[{"client_id": "app-1", "tenant": "t-1", "client_secret": "CANARY"}]`,
		".terraform.d/credentials.tfrc.json":       `{"credentials": {"app.example.com": {"token": "CANARY.atlasv1"}}}`,
		".terraformrc":                             "credentials \"tf.example.com\" {\n  token = \"CANARYt\"\n}\n",
		".kube/config":                             kubeconfig(b64(cert), b64(key), jwt),
		"src/app/.env":                             "# local\nexport OPENAI_API_KEY=\"sk-proj-CANARY\"\nDATABASE_URL=postgres://app:WEAK@db.example.com/app\nLOG_LEVEL=debug\nGITHUB_TOKEN=${GH}\nSMTP_PASS='WEAK' # mail\nCERT_PATH=/etc/cert.pem\nSIGNING_KEY=\"" + key + "\"\n",
		"src/app/.env.example":                     "OPENAI_API_KEY=your-key-here\nSMTP_PASS=\nX_TOKEN=<token>\n",
		".netrc":                                   "machine api.example.com\n  login bob\n  password CANARY\nmachine other.example.com login eve password WEAK\nmacdef init\nmachine no login no password no\n\n",
		".npmrc":                                   "registry=https://registry.example.com/\n//registry.example.com/:_authToken=npm_CANARYCANARY\n//old.example.com/:_authToken=${NPM_TOKEN}\n",
		".pypirc":                                  "[distutils]\nindex-servers = pypi\n[pypi]\nusername = __token__\npassword = pypi-CANARY\n",
		".cargo/credentials.toml":                  "[registry]\ntoken = \"CANARYc\"\n",
		".docker/config.json":                      `{"auths": {"registry.example.com": {"auth": "` + b64("bot:CANARY") + `"}}, "credsStore": ""}`,
		".config/gh/hosts.yml":                     "github.com:\n    user: bob\n    oauth_token: gho_CANARYCANARY\n    users:\n        bob:\n            oauth_token: gho_CANARYCANARY\n",
		".git-credentials":                         "https://bob:CANARY@git.example.com\nhttps://ghp_CANARYCANARY@github.com\n",
		"src/app/.git/config":                      "[remote \"origin\"]\n\turl = https://oauth2:glpat-CANARY@gitlab.example.com/acme/app.git\n[remote \"ssh\"]\n\turl = ssh://git@git.example.com/app.git\n[http]\n\textraheader = AUTHORIZATION: basic CANARY\n",
		"src/app/.git/HEAD":                        "ref: refs/heads/main\n",
		".pgpass":                                  "db.example.com:5432:erp:triage:CANARY\n# comment\n*:*:*:bob:pa\\:CANARY\n",
		".my.cnf":                                  "[client]\nuser = bob\nhost = my.example.com\npassword = WEAK\n",
		".vault-token":                             "hvs.CANARYCANARY",
		".cache/huggingface/token":                 "hf_CANARYCANARY\n",
		".ssh/id_ed25519":                          string(pem.EncodeToMemory(block)),
		".ssh/id_locked":                           string(pem.EncodeToMemory(locked)),
		".ssh/id_ed25519.pub":                      authorized + " bob@laptop\n",
		".ssh/authorized_keys":                     "# who may\n" + authorized + " eve@elsewhere\nrestrict,command=\"backup\" " + authorized + " backup\n",
		"certs/client.pem":                         cert + key,
		".claude/.credentials.json":                `{"claudeAiOauth": {"accessToken": "sk-ant-oat01-CANARY", "refreshToken": "sk-ant-ort01-CANARY", "expiresAt": 1767225600000, "scopes": ["user:inference"]}}`,
		".claude.json":                             `{"oauthAccount": {"emailAddress": "bob@example.com"}, "primaryApiKey": "sk-ant-api03-CANARY", "mcpServers": {"crm": {"command": "npx", "args": ["crm", "--token", "CANARY"]}}}`,
		".codex/auth.json":                         `{"OPENAI_API_KEY": null, "tokens": {"access_token": "CANARYa", "refresh_token": "CANARYb", "account_id": "acct-7"}}`,
		".local/share/opencode/auth.json":          `{"anthropic": {"type": "oauth", "access": "CANARYo", "refresh": "CANARYp", "expires": 1767225600000}, "openai": {"type": "api", "key": "CANARYq"}}`,
		".mcp-auth/mcp-remote-0.1/abc_tokens.json": `{"access_token": "CANARYm", "token_type": "bearer", "expires_in": 3600}`,
		".continue/config.yaml":                    "models:\n  - name: big\n    provider: openai\n    apiKey: CANARYk\n",
		"agents/agent-card.json":                   `{"name": "Invoice triage", "url": "https://agents.example.com/triage?key=CANARY", "version": "1.2.0", "protocolVersion": "0.3.0", "provider": {"organization": "Acme"}, "capabilities": {"streaming": true}, "skills": [{"id": "classify", "name": "Classify"}], "securitySchemes": {"oauth": {"type": "oauth2"}}}`,
	}
}

func quoted(text string) string { return `"` + strings.ReplaceAll(text, "\n", `\n`) + `"` }

func kubeconfig(cert, key, token string) string {
	return `apiVersion: v1
kind: Config
clusters:
- {name: prod, cluster: {server: "https://k8s.example.com:6443"}}
contexts:
- {name: prod-bob, context: {cluster: prod, user: bob}}
- {name: prod-triage, context: {cluster: prod, user: triage}}
- {name: prod-eks, context: {cluster: prod, user: eks}}
users:
- name: bob
  user:
    client-certificate-data: ` + cert + `
    client-key-data: ` + key + `
- name: triage
  user: {token: ` + token + `}
- name: eks
  user: {exec: {command: aws, args: [eks, get-token, --cluster-name, prod]}}
- name: old
  user: {username: admin, password: WEAK}
`
}

func clientCertificate(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(0x4711), Subject: pkix.Name{CommonName: "bob", Organization: []string{"platform"}},
		NotBefore: from, NotAfter: from.AddDate(1, 0, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
}

// weak is a password that is in every list of passwords.
const weak = "hunter2winter"

func writeHome(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range home(t) {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "CANARY", canary), "WEAK", weak)
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// find looks through a folder and gives a line an item, with paths below the folder.
func find(t *testing.T, o Options) (lines []string, all []Item, sum Summary) {
	t.Helper()
	sum, err := Files(context.Background(), o, func(item Item) error {
		all = append(all, item)
		file, line := item.place()
		if rel, err := filepath.Rel(o.Paths[0], file); err == nil {
			file = filepath.ToSlash(rel)
		}
		var what string
		switch i := item.(type) {
		case *Server:
			what = "server " + i.Server + " " + strings.Join(i.Args, " ")
		case *AgentCard:
			what = "agent card " + i.Name + " " + i.URL + " " + strings.Join(i.Auth, " ")
		case *Identity:
			what = fmt.Sprintf("identity %s|%s|%s|%s", i.Type, i.Identity, i.System, i.Name)
		case *Credential:
			what = fmt.Sprintf("%s %s|%s|%s|%s", i.Kind, i.Type, i.Identity, i.System, i.Name)
		}
		lines = append(lines, fmt.Sprintf("%s:%d %s", file, line, fingerprintText.ReplaceAllString(what, ":F]")))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines, all, sum
}

func TestHome(t *testing.T) {
	dir := writeHome(t)
	var problems []string
	lines, items, sum := find(t, Options{Paths: []string{dir}, Skip: DefaultSkip(), Problem: func(p Problem) { problems = append(problems, p.String()) }})
	owner := currentUser(t)
	want := strings.ReplaceAll(wantHome, "OWNER", owner)
	if got := strings.Join(lines, "\n") + "\n"; got != want {
		t.Errorf("found\n%s\nwant\n%s", got, want)
	}
	if len(problems) > 0 {
		t.Errorf("problems: %s", problems)
	}
	if sum.Skipped[".git"] != 1 || sum.Found != len(items) {
		t.Errorf("summary %+v", sum)
	}
	text := marshal(t, items)
	noCanary(t, text)
	if strings.Contains(text, weak) {
		t.Errorf("a password comes out again:\n%s", text)
	}
	for _, item := range items {
		c, ok := item.(*Credential)
		if !ok {
			continue
		}
		if c.Fingerprint == "" {
			t.Errorf("%s:%d %s has no fingerprint", c.File, c.Line, c.Type)
		}
		if c.Modified.IsZero() || c.FileOwner != owner {
			t.Errorf("%s: modified %s, owner %q", c.File, c.Modified, c.FileOwner)
		}
	}
}

// wantHome is what is in the home folder: file, line, kind, then type|identity|system|name.
const wantHome = `.aws/config:4 identity aws-role|arn:aws:iam::111122223333:role/deploy|aws|deploy
.aws/config:7 identity aws-sso|https://acme.awsapps.com/start|aws|sso
.aws/config:10 identity aws-credential-process|tool|aws|tool
.aws/credentials:2 key aws-access-key||aws|default
.aws/credentials:6 key aws-session-key||aws|session
.aws/sso/cache/0a1b.json:1 token aws-sso-token||https://acme.awsapps.com/start|
.azure/azureProfile.json:1 identity azure-user|bob@example.com|t-1|Production
.azure/msal_token_cache.json:1 token azure-access-token|bob@example.com|login.example.com|scope/.default
.azure/msal_token_cache.json:1 token azure-refresh-token|bob@example.com|login.example.com|
.azure/service_principal_entries.json:1 secret azure-client-secret|app-1|t-1|
.cache/huggingface/token:1 token huggingface-token||huggingface.co|
.cargo/credentials.toml:2 token token|||registry.token
.claude/.credentials.json:1 key anthropic-key||anthropic.com|claude-code.claudeAiOauth.accessToken
.claude/.credentials.json:1 key anthropic-key||anthropic.com|claude-code.claudeAiOauth.refreshToken
.claude.json:1 server crm crm --token [redacted:token:F]
.claude.json:1 key anthropic-key|bob@example.com|anthropic.com|claude-code.primaryApiKey
.codex/auth.json:1 token token|acct-7|openai.com|codex.tokens.access_token
.codex/auth.json:1 token token|acct-7|openai.com|codex.tokens.refresh_token
.config/gcloud/application_default_credentials.json:1 token gcp-refresh-token|||
.config/gh/hosts.yml:6 token github-token|bob|github.com|
.continue/config.yaml:4 key key||openai|continue.models.apiKey
.docker/config.json:1 password registry-login|bot|registry.example.com|
.git-credentials:1 password git-credential|bob|git.example.com|
.git-credentials:2 token github-token||github.com|
.kube/config:10 certificate kubernetes-client-certificate|CN=bob,O=platform|https://k8s.example.com:6443|prod-bob
.kube/config:10 key kubernetes-client-key|bob|https://k8s.example.com:6443|prod-bob
.kube/config:15 token kubernetes-token|system:serviceaccount:finance:invoice-triage|https://k8s.example.com:6443|prod-triage
.kube/config:16 identity kubernetes-exec|eks|https://k8s.example.com:6443|prod-eks
.kube/config:19 password kubernetes-password|admin||
.local/share/opencode/auth.json:1 token token|||opencode.anthropic.access
.local/share/opencode/auth.json:1 token token|||opencode.anthropic.refresh
.local/share/opencode/auth.json:1 key key|||opencode.openai.key
.mcp-auth/mcp-remote-0.1/abc_tokens.json:1 token token|||mcp-remote.access_token
.my.cnf:4 password password|bob|my.example.com|client
.netrc:3 password netrc|bob|api.example.com|
.netrc:4 password netrc|eve|other.example.com|
.npmrc:2 token npm-token||registry.example.com|_authToken
.pgpass:1 password postgres-password|triage|db.example.com:5432|erp
.pgpass:3 password postgres-password|bob|*:*|*
.pypirc:5 password password|__token__|pypi|pypi
.ssh/authorized_keys:2 trust ssh-authorized-key|OWNER||eve@elsewhere
.ssh/authorized_keys:3 trust ssh-authorized-key|OWNER||backup
.ssh/id_ed25519:1 key ssh-private-key|||ed25519
.ssh/id_ed25519.pub:1 identity ssh-public-key|bob@laptop||ssh-ed25519
.ssh/id_locked:1 key ssh-private-key|||ssh-ed25519
.terraform.d/credentials.tfrc.json:1 token terraform-token||app.example.com|
.terraformrc:2 token terraform-token||tf.example.com|
.vault-token:1 token vault-token|||
agents/agent-card.json:1 agent card Invoice triage https://agents.example.com/triage?key=[redacted:token:F] oauth2
certs/client.pem:1 certificate certificate|CN=bob,O=platform|CN=bob,O=platform|
certs/client.pem:10 key private-key|||ecdsa P-256
src/app/.env:2 key openai-key|||OPENAI_API_KEY
src/app/.env:3 password url-password|app|db.example.com|DATABASE_URL
src/app/.env:6 password password|||SMTP_PASS
src/app/.env:8 key private-key|||SIGNING_KEY
src/app/.git/config:2 token gitlab-token|oauth2|gitlab.example.com|
src/app/.git/config:6 token git-http-header|||
src/robot.json:1 key gcp-service-account-key|triage@acme-prod.iam.example.com|acme-prod|ecdsa P-256
`
