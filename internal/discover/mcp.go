package discover

import (
	"slices"
	"strings"

	"tabard.dev/tabard/internal/doctree"
)

// mcpNames are the places where programs keep their MCP servers. The first name of a row in clients that fits names the
// program; content decides whether there are servers.
func mcpNames() []string {
	var all []string
	for _, c := range clients {
		all = append(all, c.path)
	}
	return all
}

// mcpMarks are names of blocks of servers, as the programs' documentation gives them.
func mcpMarks() []string {
	return []string{
		"mcpServers", "mcp_servers", "mcp-servers", "mcp.servers", "context_servers", "contextServers", "mcp_config", "modelContextProtocolServers",
		`"servers"`, `"mcp"`, "extensions:",
	}
}

// clients says by the end of its path which program reads a configuration.
var clients = [...]struct{ path, client string }{
	{"claude_desktop_config.json", "claude-desktop"},
	{".claude.json", "claude-code"},
	{".claude/settings*.json", "claude-code"},
	{".mcp.json", "claude-code"},
	{".cursor/mcp.json", "cursor"},
	{".vscode/mcp.json", "vscode"},
	{"code/user/mcp.json", "vscode"},
	{"code/user/settings.json", "vscode"},
	{".vscode/settings.json", "vscode"},
	{"windsurf/mcp_config.json", "windsurf"},
	{"zed/settings.json", "zed"},
	{"cline_mcp_settings.json", "cline"},
	{".roo/mcp.json", "roo-code"},
	{"mcp_settings.json", "roo-code"},
	{".continue/config.*", "continue"},
	{".continue/mcpservers/*", "continue"},
	{".codex/config.toml", "codex"},
	{".gemini/settings.json", "gemini-cli"},
	{".qwen/settings.json", "qwen-code"},
	{"goose/config.yaml", "goose"},
	{".lmstudio/mcp.json", "lm-studio"},
	{".junie/mcp/mcp.json", "junie"},
	{".amazonq/mcp.json", "amazon-q"},
	{".kiro/settings/mcp.json", "kiro"},
	{".copilot/mcp-config.json", "copilot-cli"},
	{"opencode.json*", "opencode"},
	{"crush.json", "crush"},
	{"amp/settings.json", "amp"},
	{"librechat.yaml", "librechat"},
	{"mcp.json", ""},
	{"mcp_config.json", ""},
}

// readMCP finds the blocks of MCP servers in a document, wherever they are.
func readMCP(f *file) bool {
	docs := f.trees()
	if f.broken != nil && f.has("mcpServers", "mcp_servers", "context_servers") {
		f.brokenDocument()
		f.broken = nil // reported
	}
	client := ""
	for _, c := range clients {
		if f.is(c.path) {
			client = c.client
			break
		}
	}
	for _, doc := range docs {
		(&mcpReader{f: f, doc: doc, client: client}).search(doc, nil)
	}
	return false
}

type mcpReader struct {
	f      *file
	doc    *doctree.Node
	client string
}

// certainty says how sure the name of a block makes us that its members are MCP servers.
type certainty uint8

const (
	no     certainty = iota
	likely           // the members must look like servers: "servers", "mcp" and "extensions" are other things elsewhere
	sure
)

// blockName judges the name of a block, and the names of the blocks round it.
func (m *mcpReader) blockName(name string, above []string) certainty {
	plain := strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(strings.ToLower(name))
	parent := ""
	if len(above) > 0 {
		parent = strings.ToLower(above[len(above)-1])
	}
	switch {
	case strings.HasSuffix(plain, "mcpservers"), strings.HasSuffix(plain, "contextservers"), plain == "modelcontextprotocolservers":
		return sure
	case plain == "servers" && (parent == "mcp" || len(above) == 0 && m.f.is("mcp.json", ".mcp.json")):
		return sure
	case plain == "servers", plain == "mcp", plain == "extensions":
		return likely
	}
	return no
}

// search walks the document. Blocks inside a server are part of it.
func (m *mcpReader) search(n *doctree.Node, above []string) {
	for name, member := range n.Members() {
		if name == "mcp_config" && looksLikeServer(member, likely) { // the manifest of a packed server
			m.server(m.doc.Str("name"), member)
			continue
		}
		if sureness := m.blockName(name, above); sureness > no && m.block(member, sureness) {
			continue
		}
		m.search(member, append(slices.Clone(above), name))
	}
	for _, element := range n.Elements() {
		m.search(element, above)
	}
}

// block reads a block of servers: an object by name, or a list whose elements name themselves. It says whether it was one.
func (m *mcpReader) block(block *doctree.Node, sureness certainty) bool {
	found := false
	for name, member := range block.Members() {
		if looksLikeServer(member, sureness) {
			m.server(name, member)
			found = true
		}
	}
	for _, element := range block.Elements() {
		if looksLikeServer(element, sureness) {
			m.server(serverName(element), element)
			found = true
		}
	}
	return found
}

// serverName names an element of a list.
func serverName(n *doctree.Node) string {
	for _, name := range []string{"name", "id", "title"} {
		if text := n.Str(name); text != "" {
			return text
		}
	}
	if command := n.Str("command"); command != "" {
		return command
	}
	return n.Str("transport", "command")
}

// looksLikeServer reports whether a member of a block is an MCP server.
func looksLikeServer(n *doctree.Node, sureness certainty) bool {
	if !n.IsObject() {
		return false
	}
	command, url := commandOf(n), urlOf(n)
	if sureness == sure {
		return command != "" || url != "" || unfilled(n.Get("command")) || unfilled(n.Get("url")) || n.Get("settings").IsObject()
	}
	kind := transportOf(n.Str("type"))
	switch {
	case command != "":
		return kind == "stdio" || n.Has("args") || n.Has("env") || n.Has("environment") || n.Get("command").Kind == doctree.List
	case url != "":
		return kind != "" || n.Has("headers")
	}
	return false
}

// unfilled reports a field that is there and says nothing yet. A schema has an object in its place.
func unfilled(n *doctree.Node) bool {
	return n != nil && n.Kind != doctree.Object
}

// fields are the objects in which a server's settings are: itself, and nested ones that some programs use.
func fields(n *doctree.Node) []*doctree.Node {
	all := []*doctree.Node{n}
	for _, name := range []string{"transport", "command"} {
		if nested := n.Get(name); nested.IsObject() {
			all = append(all, nested)
		}
	}
	return all
}

// first gives the first text at one of the names, in the server or the objects nested in it.
func first(n *doctree.Node, names ...string) string {
	for _, part := range fields(n) {
		for _, name := range names {
			if text := part.Str(name); text != "" {
				return text
			}
		}
	}
	return ""
}

func commandOf(n *doctree.Node) string {
	if list := n.Get("command").Elements(); len(list) > 0 {
		return list[0].Text
	}
	return first(n, "command", "cmd", "path")
}

func urlOf(n *doctree.Node) string {
	return first(n, "url", "serverUrl", "serverURL", "server_url", "httpUrl", "http_url", "uri", "endpoint", "baseUrl")
}

func argsOf(n *doctree.Node) []string {
	var all []string
	if list := n.Get("command").Elements(); len(list) > 1 {
		for _, element := range list[1:] {
			all = append(all, element.Text)
		}
	}
	for _, part := range fields(n) {
		for _, name := range []string{"args", "arguments"} {
			if more := part.Get(name).Strings(); len(more) > 0 {
				return append(all, more...)
			}
		}
	}
	return all
}
