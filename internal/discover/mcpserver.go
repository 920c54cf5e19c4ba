package discover

import (
	"strings"

	"tabard.dev/tabard/internal/doctree"
	"tabard.dev/tabard/internal/secretshape"
)

// server reads one MCP server.
func (m *mcpReader) server(name string, n *doctree.Node) {
	r := &redactor{prints: m.f.prints}
	s := &Server{
		Kind: KindServer, Server: clip(name), Client: m.client,
		Command: r.plainWords(commandOf(n)),
		Args:    r.args(argsOf(n)),
		URL:     r.address(urlOf(n)),
		Env:     []string{}, SecretEnv: []string{},
		Disabled: isTrue(n.Get("disabled")) || isFalse(n.Get("enabled")),
		File:     m.f.name, Line: n.Line,
	}
	if s.Line == 0 {
		s.Line = m.f.lineWith("mcp_servers." + name)
	}
	s.Transport = transport(n, s)
	for _, part := range fields(n) {
		m.environment(r, s, part)
		m.headers(r, s, part)
	}
	m.settings(r, n.Get("settings"))
	m.settings(r, n.Get("oauth"))
	if s.Args == nil {
		s.Args = []string{}
	}
	s.Secrets = r.found
	m.f.add(s)
}

// transport tells how the server is spoken to.
func transport(n *doctree.Node, s *Server) string {
	for _, name := range []string{"type", "transport", "transportType"} {
		if kind := transportOf(first(n, name)); kind != "" && (kind == "stdio") == (s.URL == "") {
			return kind
		}
	}
	switch {
	case n.Str("httpUrl") != "":
		return "http"
	case s.Command != "" && s.URL == "", n.Has("settings") && s.URL == "": // Zed's extensions bring their command with them
		return "stdio"
	case s.URL == "":
		return "unknown"
	case strings.HasPrefix(s.URL, "ws:"), strings.HasPrefix(s.URL, "wss:"):
		return "ws"
	case strings.HasSuffix(strings.TrimRight(strings.Split(s.URL, "?")[0], "/"), "/sse"):
		return "sse"
	}
	return "http"
}

// transportOf gives our word for a program's word for a transport; "" for other words, such as "npm", which say something
// else.
func transportOf(word string) string {
	switch strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(word)) {
	case "stdio", "local", "command":
		return "stdio"
	case "sse":
		return "sse"
	case "http", "https", "streamablehttp", "httpstream", "streamhttp", "remote":
		return "http"
	case "ws", "wss", "websocket":
		return "ws"
	}
	return ""
}

// environment reads the variables that a server is given, in the forms that programs know.
func (m *mcpReader) environment(r *redactor, s *Server, n *doctree.Node) {
	for _, block := range []string{"env", "environment", "envs", "envVars"} {
		env := n.Get(block)
		for name, value := range env.Members() {
			m.variable(r, s, name, value.Text)
		}
		for _, element := range env.Elements() {
			if element.Kind == doctree.Object {
				m.variable(r, s, element.Str("name"), element.Str("value"))
				continue
			}
			name, value, _ := strings.Cut(element.Text, "=")
			m.variable(r, s, name, value)
		}
	}
	for _, list := range []string{"env_keys", "env_vars"} { // names whose values the program takes from elsewhere
		for _, name := range n.Get(list).Strings() {
			m.variable(r, s, name, "")
		}
	}
	if name := n.Str("bearer_token_env_var"); name != "" {
		s.Env, s.SecretEnv = append(s.Env, name), append(s.SecretEnv, name)
	}
	for _, name := range n.Get("env_http_headers").Members() {
		m.variable(r, s, name.Text, "")
	}
}

func (m *mcpReader) variable(r *redactor, s *Server, name, value string) {
	if name == "" {
		return
	}
	name = clip(name)
	s.Env = append(s.Env, name)
	if !holdsSecret(name, value) {
		return
	}
	s.SecretEnv = append(s.SecretEnv, name)
	r.note("env", name, value)
}

// holdsSecret reports whether a variable's value is a secret or stands for one.
func holdsSecret(name, value string) bool {
	if _, secret := secretValue(value); secret {
		return true
	}
	_, secret := secretName(name)
	return secret && (stateOf(value) != literal || !harmlessLiteral(value))
}

// note keeps that a secret stands in the file itself.
func (r *redactor) note(in, name, value string) {
	if stateOf(value) != literal {
		return
	}
	kind, known := secretValue(value)
	if !known {
		named, _ := secretName(name)
		kind = string(named)
	}
	if start, end, _, ok := secretshape.Find(value); ok {
		value = value[start:end] // so that the same token has the same fingerprint with and without "Bearer"
	}
	if kind == "" {
		kind = "secret"
	}
	r.found = append(r.found, Secret{In: in, Name: name, Type: kind, Fingerprint: r.prints.of(value)})
}

func (m *mcpReader) headers(r *redactor, s *Server, n *doctree.Node) {
	for _, block := range []string{"headers", "http_headers", "requestInit.headers"} {
		for name, value := range n.Get(block).Members() {
			s.Headers = append(s.Headers, clip(name))
			if holdsSecret(name, value.Text) && !headerReference(value.Text) {
				r.note("header", clip(name), value.Text)
			}
		}
	}
}

// headerReference reports a header whose value is a scheme and a reference.
func headerReference(value string) bool {
	scheme, rest, ok := strings.Cut(value, " ")
	return ok && isScheme(scheme) && stateOf(rest) != literal
}

// settings looks for secrets in blocks that hold whatever a server wants.
func (m *mcpReader) settings(r *redactor, n *doctree.Node) {
	for name, value := range n.Members() {
		if value.Kind == doctree.Text && holdsSecret(name, value.Text) {
			r.note("settings", clip(name), value.Text)
		}
		m.settings(r, value)
	}
}

// address redacts the server's URL.
func (r *redactor) address(text string) string {
	if text == "" {
		return ""
	}
	if len(text) > longest {
		return r.cut("url", "", "long-text", text)
	}
	return r.url("url", text, true)
}

// plainWords redacts a command, which may be a line for a shell.
func (r *redactor) plainWords(command string) string {
	if command == "" {
		return ""
	}
	return r.arg(command, &expectation{})
}

func isTrue(n *doctree.Node) bool  { return n != nil && n.Kind == doctree.Bool && n.Text == "true" }
func isFalse(n *doctree.Node) bool { return n != nil && n.Kind == doctree.Bool && n.Text == "false" }
