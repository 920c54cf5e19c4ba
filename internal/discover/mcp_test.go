package discover

import (
	"encoding/json/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// look reads a text as a file of some name.
func look(t *testing.T, name, text string) ([]Item, []Problem) {
	t.Helper()
	f := newFile(name, []byte(text), nil, &fingerprints{})
	f.look(true)
	slices.SortStableFunc(f.items, byPlace)
	return f.items, f.problems
}

// marshal writes items as JSON lines.
func marshal(t *testing.T, items []Item) string {
	t.Helper()
	var b strings.Builder
	for _, item := range items {
		line, err := json.Marshal(item, json.Deterministic(true))
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

// TestServers reads the forms in which programs write their MCP servers. Only the fields of the published shape are compared.
func TestServers(t *testing.T) {
	tests := map[string]struct{ file, text, want string }{
		"Claude Desktop": {
			"claude_desktop_config.json",
			`{"mcpServers": {"tickets": {"command": "npx", "args": ["-y", "@acme/tickets"], "env": {"TICKETS_TOKEN": "<token>", "LOG_LEVEL": "debug"}}}}`,
			`tickets stdio npx [-y @acme/tickets]  [TICKETS_TOKEN LOG_LEVEL] [TICKETS_TOKEN]`,
		},
		"Claude Code, by project, with a server over HTTP": {
			".claude.json",
			`{"numStartups": 3, "projects": {"/src/app": {"mcpServers": {"docs": {"type": "http", "url": "https://docs.example.com/mcp", "headers": {"Authorization": "Bearer ${DOCS_TOKEN}"}}}}}}`,
			`docs http  [] https://docs.example.com/mcp [] []`,
		},
		"Cursor, by URL alone": {
			"home/.cursor/mcp.json", `{"mcpServers": {"a": {"url": "https://a.example.com/sse"}, "b": {"url": "https://b.example.com/mcp"}}}`,
			"a sse  [] https://a.example.com/sse [] []\nb http  [] https://b.example.com/mcp [] []",
		},
		"VS Code, with comments, inputs and a trailing comma": {
			".vscode/mcp.json",
			"{\n // ours\n \"inputs\": [{\"id\": \"key\", \"type\": \"promptString\", \"password\": true}],\n \"servers\": {\"x\": {\"type\": \"stdio\", \"command\": \"uvx\", \"args\": [\"x\"], \"env\": {\"X_API_KEY\": \"${input:key}\"},},},\n}",
			`x stdio uvx [x]  [X_API_KEY] [X_API_KEY]`,
		},
		"VS Code settings": {
			"settings.json", `{"editor.fontSize": 12, "mcp": {"servers": {"x": {"command": "x-server"}}}, "extensions": {"ignore": true}}`,
			`x stdio x-server []  [] []`,
		},
		"dotted settings name": {
			"settings.json", `{"mcp.servers": {"x": {"command": "x-server", "args": []}}}`, `x stdio x-server []  [] []`,
		},
		"Windsurf": {
			"windsurf/mcp_config.json", `{"mcpServers": {"x": {"serverUrl": "https://x.example.com/sse"}}}`, `x sse  [] https://x.example.com/sse [] []`,
		},
		"Zed, command as an object": {
			"zed/settings.json", `{"context_servers": {"x": {"command": {"path": "x-server", "args": ["--stdio"], "env": {"X_SECRET": "$X"}}}}}`,
			`x stdio x-server [--stdio]  [X_SECRET] [X_SECRET]`,
		},
		"Zed, flat": {
			"zed/settings.json", `{"context_servers": {"x": {"source": "custom", "command": "x-server", "args": [], "env": {}}}}`, `x stdio x-server []  [] []`,
		},
		"Gemini": {
			".gemini/settings.json", `{"theme": "dark", "mcpServers": {"x": {"httpUrl": "https://x.example.com/mcp", "timeout": 5000}, "y": {"url": "https://y.example.com/sse"}}}`,
			"x http  [] https://x.example.com/mcp [] []\ny sse  [] https://y.example.com/sse [] []",
		},
		"Codex": {
			".codex/config.toml", "model = 'any'\n[mcp_servers.x]\ncommand = 'npx'\nargs = ['-y', 'x']\n[mcp_servers.x.env]\nX_TOKEN = ''\nX_REGION = 'eu'\n[mcp_servers.y]\nurl = 'https://y.example.com/mcp'\nbearer_token_env_var = 'Y_AUTH'\n",
			"x stdio npx [-y x]  [X_REGION X_TOKEN] [X_TOKEN]\ny http  [] https://y.example.com/mcp [Y_AUTH] [Y_AUTH]",
		},
		"Goose": {
			"goose/config.yaml", "GOOSE_PROVIDER: any\nextensions:\n  developer: {enabled: true, type: builtin}\n  x:\n    enabled: true\n    type: stdio\n    cmd: uvx\n    args: [x-mcp]\n    env_keys: [X_API_KEY]\n    envs: {X_REGION: eu}\n  y: {type: sse, uri: 'https://y.example.com/events'}\n",
			"x stdio uvx [x-mcp]  [X_REGION X_API_KEY] [X_API_KEY]\ny sse  [] https://y.example.com/events [] []",
		},
		"Continue, a list": {
			".continue/config.yaml", "name: mine\nmcpServers:\n  - name: x\n    command: npx\n    args: [x]\n    env:\n      X_TOKEN: ${{ secrets.X_TOKEN }}\n",
			`x stdio npx [x]  [X_TOKEN] [X_TOKEN]`,
		},
		"Continue, transport inside": {
			"config.json", `{"experimental": {"modelContextProtocolServers": [{"name": "x", "transport": {"type": "stdio", "command": "x-server", "args": ["-v"]}}]}}`,
			`x stdio x-server [-v]  [] []`,
		},
		"OpenCode, command as a list": {
			"opencode.jsonc", `{"mcp": {"x": {"type": "local", "command": ["bun", "x", "serve"], "environment": {"X_PASSWORD": "{env:P}"}}, "y": {"type": "remote", "url": "https://y.example.com"}}}`,
			"x stdio bun [x serve]  [X_PASSWORD] [X_PASSWORD]\ny http  [] https://y.example.com [] []",
		},
		"a packed server": {
			"manifest.json", `{"name": "packed", "server": {"type": "node", "mcp_config": {"command": "node", "args": ["${__dirname}/x.js"], "env": {"API_KEY": "${user_config.key}"}}}}`,
			`packed stdio node [${__dirname}/x.js]  [API_KEY] [API_KEY]`,
		},
		"streamable HTTP in three spellings": {
			"mcp.json", `{"servers": {"a": {"type": "streamable-http", "url": "https://a.example.com"}, "b": {"transport": "streamableHttp", "url": "https://b.example.com"}, "c": {"type": "streamable_http", "url": "https://c.example.com/sse"}}}`,
			"a http  [] https://a.example.com [] []\nb http  [] https://b.example.com [] []\nc http  [] https://c.example.com/sse [] []",
		},
		"a type that is no transport": {
			"x.json", `{"mcpServers": {"x": {"command": "docker", "args": ["run", "-i", "--rm", "-e", "X_KEY", "acme/x"], "type": "docker"}}}`,
			`x stdio docker [run -i --rm -e X_KEY acme/x]  [] []`,
		},
		"variables as a list": {
			"x.yaml", "mcpServers:\n  x:\n    command: x\n    env:\n      - X_TOKEN=abc\n      - {name: X_URL, value: 'https://x.example.com'}\n",
			`x stdio x []  [X_TOKEN X_URL] [X_TOKEN]`,
		},
		"in a folder that is no program's": {
			"backup/old.json", `[{"saved": {"mcpServers": {"x": {"command": "x"}}}}]`, `x stdio x []  [] []`,
		},
		"a file without an ending": {
			"notes", `{"mcpServers": {"x": {"command": "x"}}}`, `x stdio x []  [] []`,
		},
		"servers that are no MCP servers": {
			"openapi.json", `{"openapi": "3.1.0", "servers": [{"url": "https://api.example.com"}], "extensions": {"x": {"command": "y"}}}`, ``,
		},
		"a schema that speaks of them": {
			"schema.json", `{"properties": {"mcpServers": {"type": "object", "properties": {"command": {"type": "string"}}, "additionalProperties": {"properties": {"command": {"type": "string"}, "url": {"type": "string"}}}}}}`, ``,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			items, problems := look(t, test.file, test.text)
			if len(problems) > 0 {
				t.Fatalf("problems: %v", problems)
			}
			var got []string
			for _, item := range items {
				s, ok := item.(*Server)
				if !ok {
					t.Fatalf("found %#v", item)
				}
				got = append(got, strings.Join([]string{s.Server, s.Transport, s.Command, list(s.Args), s.URL, list(s.Env), list(s.SecretEnv)}, " "))
			}
			if joined := strings.Join(got, "\n"); joined != test.want {
				t.Errorf("found\n%s\nwant\n%s", joined, test.want)
			}
		})
	}
}

func list(all []string) string { return "[" + strings.Join(all, " ") + "]" }

func TestServerShape(t *testing.T) {
	items, _ := look(t, "/x/.mcp.json", "{\"mcpServers\": {\n\"x\": {\"command\": \"x\"}}}")
	want := `{"kind":"mcp_server","server":"x","transport":"stdio","command":"x","args":[],"url":"","env":[],"secret_env":[],"client":"claude-code","file":"/x/.mcp.json","line":2}` + "\n"
	if got := marshal(t, items); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// canary is what must never come out again. It has the look of a token, so that a leak through any road is a leak.
const canary = "q7Rz2Kd9Xw4Lm8Tb3Vy6Np1Hs5Jc0Gf"

// TestArgumentsKeepNoSecret puts a secret where people put them.
func TestArgumentsKeepNoSecret(t *testing.T) {
	tests := map[string]struct{ arg, want string }{
		"a flag and its value":          {`"--api-key", "CANARY"`, `--api-key [redacted:key:F]`},
		"a flag with its value":         {`"--token=CANARY"`, `--token=[redacted:token:F]`},
		"a weak password":               {`"--password", "hunter2"`, `--password [redacted:password:F]`},
		"a variable for a container":    {`"-e", "DB_PASSWORD=CANARY"`, `-e DB_PASSWORD=[redacted:password:F]`},
		"a variable with a flag":        {`"--env=DB_PASSWORD=CANARY"`, `--env=DB_PASSWORD=[redacted:password:F]`},
		"a header":                      {`"--header", "Authorization: Bearer CANARY"`, `--header Authorization: Bearer [redacted:token:F]`},
		"a header without blanks":       {`"--header", "Authorization:Bearer CANARY"`, `--header Authorization:Bearer [redacted:token:F]`},
		"a header in one with its flag": {`"--header=X-Api-Key: CANARY"`, `--header=X-Api-Key: [redacted:key:F]`},
		"a header of several words":     {`"-H", "Cookie: a=CANARY; b=CANARY"`, `-H Cookie: [redacted:token:F]`},
		"a user with a password":        {`"-u", "bob:CANARY"`, `-u bob:[redacted:password:F]`},
		"a user of a container":         {`"-u", "1000:1000"`, `-u 1000:1000`},
		"an address with a password":    {`"postgresql://bob:CANARY@db:5432/erp?sslmode=require"`, `postgresql://bob:[redacted:password:F]@db:5432/erp?sslmode=require`},
		"an address with a parameter":   {`"https://x.example.com/mcp?api_key=CANARY&v=2"`, `https://x.example.com/mcp?api_key=[redacted:key:F]&v=2`},
		"an address with a token":       {`"https://x.example.com/s/CANARY/mcp"`, `https://x.example.com/s/[redacted:token:F]/mcp`},
		"a data source name":            {`"bob:CANARY@tcp(db:3306)/erp"`, `bob:[redacted:password:F]@tcp(db:3306)/erp`},
		"a connection string":           {`"Server=db;User=bob;Password=CANARY"`, `Server=db;User=bob;Password=[redacted:password:F]`},
		"a token alone":                 {`"start", "CANARY"`, `start [redacted:token:F]`},
		"a token of a known shape":      {`"x:ghp_CANARY0000"`, `x:[redacted:github-token:F]`},
		"a shell command":               {`"-c", "X_TOKEN=CANARY npx x --api-key \"CANARY\""`, `-c X_TOKEN=[redacted:token:F] npx x --api-key "[redacted:key:F]"`},
		"a JSON document":               {`"{\"Authorization\": \"Bearer CANARY\", \"v\": 1}"`, `{"Authorization": "Bearer [redacted:token:F]", "v": 1}`},
		"a JSON document with escapes":  {`"{\"password\": \"\\u0061CANARY\"}"`, `[redacted:document:F]`},
		"references":                    {`"--api-key", "${API_KEY}", "--password=$P", "-e", "T_TOKEN=<your token>", "--x-token", "YOUR_API_KEY"`, `--api-key ${API_KEY} --password=$P -e T_TOKEN=<your token> --x-token YOUR_API_KEY`},
		"what is no secret": {
			`"--max-tokens", "4096", "--token-url=https://x.example.com/t", "--project", "acme-prod-4711", "-y", "@acme/server@1.2.3", "ghcr.io/acme/x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"`,
			`--max-tokens 4096 --token-url=https://x.example.com/t --project acme-prod-4711 -y @acme/server@1.2.3 ghcr.io/acme/x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`,
		},
		"a file of keys": {`"--credentials", "/home/bob/key.json"`, `--credentials /home/bob/key.json`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := strings.ReplaceAll(`{"mcpServers": {"x": {"command": "x", "args": [`+test.arg+`]}}}`, "CANARY", canary)
			items, problems := look(t, "x.json", text)
			if len(items) != 1 || len(problems) > 0 {
				t.Fatalf("found %d items, problems %v", len(items), problems)
			}
			got := fingerprintText.ReplaceAllString(strings.Join(items[0].(*Server).Args, " "), ":F]")
			if got != test.want {
				t.Errorf("args\n%s, want\n%s", got, test.want)
			}
			noCanary(t, marshal(t, items))
		})
	}
}

var fingerprintText = regexp.MustCompile(`:[0-9a-f]{16}\]`)

func noCanary(t *testing.T, text string) {
	t.Helper()
	for _, part := range []string{canary, canary[:8], canary[8:16], canary[len(canary)-8:]} {
		if strings.Contains(text, part) {
			t.Errorf("a secret comes out again:\n%s", text)
			return
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := map[string]struct{ url, want string }{
		"plain":              {"https://mcp.example.com/v1/sse", "https://mcp.example.com/v1/sse"},
		"user and password":  {"https://bob:CANARY@mcp.example.com", "https://bob:[redacted:password:F]@mcp.example.com"},
		"token as user":      {"https://CANARY@mcp.example.com", "https://[redacted:token:F]@mcp.example.com"},
		"parameter":          {"https://mcp.example.com/?key=CANARY&region=eu", "https://mcp.example.com/?key=[redacted:token:F]&region=eu"},
		"weak parameter":     {"https://mcp.example.com/?password=abc", "https://mcp.example.com/?password=[redacted:password:F]"},
		"encoded parameter":  {"https://mcp.example.com/?token=CANARY%3D", "https://mcp.example.com/?token=[redacted:token:F]"},
		"path":               {"https://mcp.example.com/s/CANARY/mcp", "https://mcp.example.com/s/[redacted:token:F]/mcp"},
		"fragment":           {"https://mcp.example.com/#access_token=CANARY", "https://mcp.example.com/#access_token=[redacted:token:F]"},
		"a number in a path": {"https://mcp.example.com/2/4f1c7f3e-96a5-4c8c-9a53-0f6f3b2d9d11/mcp", "https://mcp.example.com/2/[redacted:token:F]/mcp"},
		"references":         {"https://mcp.example.com/${WORKSPACE}?key=${KEY}", "https://mcp.example.com/${WORKSPACE}?key=${KEY}"},
		"no URL":             {"CANARY", "[redacted:token:F]"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r := &redactor{prints: &fingerprints{}}
			got := fingerprintText.ReplaceAllString(r.address(strings.ReplaceAll(test.url, "CANARY", canary)), ":F]")
			if got != test.want {
				t.Errorf("address(%s) = %s, want %s", test.url, got, test.want)
			}
		})
	}
}

// TestSecretsInTheFileAreTold: that a value stands in the configuration itself is worth knowing; a reference is not.
func TestSecretsInTheFileAreTold(t *testing.T) {
	text := strings.ReplaceAll(`{"mcpServers": {"x": {
		"command": "x",
		"env": {"A_TOKEN": "CANARY", "B_TOKEN": "${B}", "C": "postgres://bob:CANARY@db/x", "D": "Bearer CANARY", "KEY_FILE": "/etc/key.pem", "USE_AUTH_TOKEN": "true"},
		"headers": {"Authorization": "Bearer CANARY", "X-Trace": "on", "X-Api-Key": "Bearer ${K}"},
		"settings": {"nested": {"github_personal_access_token": "CANARY"}}}}}`, "CANARY", canary)
	items, _ := look(t, "x.json", text)
	s := items[0].(*Server)
	if got := list(s.SecretEnv); got != "[A_TOKEN B_TOKEN C D]" {
		t.Errorf("secret_env = %s", got)
	}
	if got := list(s.Headers); got != "[Authorization X-Trace X-Api-Key]" {
		t.Errorf("headers = %s", got)
	}
	var told []string
	for _, secret := range s.Secrets {
		told = append(told, secret.In+" "+secret.Name+" "+secret.Type)
		if !strings.HasPrefix(secret.Fingerprint, "sha256:") {
			t.Errorf("fingerprint of %s = %q", secret.Name, secret.Fingerprint)
		}
	}
	want := "env A_TOKEN token, env C password, env D token, header Authorization token, settings github_personal_access_token token"
	if got := strings.Join(told, ", "); got != want {
		t.Errorf("secrets = %s, want %s", got, want)
	}
	noCanary(t, marshal(t, items))
}
