package discover

import (
	"cmp"
	"time"

	"tabard.dev/tabard"
)

// Item is one thing that was found: a [*Server], [*AgentCard], [*Credential] or [*Identity].
type Item interface {
	place() (file string, line int)
}

func byPlace(a, b Item) int {
	_, one := a.place()
	_, other := b.place()
	return cmp.Compare(one, other)
}

// The kinds of item that are no credential. A credential's kind is a [tabard.CredentialKind].
const (
	KindServer    = "mcp_server"
	KindAgentCard = "agent_card"
	KindIdentity  = "identity"
)

// Place is where an item stands.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line,omitzero"` // from 1; 0 where the format does not tell
}

func (p Place) place() (string, int) { return p.File, p.Line }

// Server is an MCP server that an agent on this machine is configured to use. Secrets in its arguments and URL are replaced
// by "[redacted:type:fingerprint]".
type Server struct {
	Kind      string   `json:"kind"`
	Server    string   `json:"server"`    // its name in the configuration
	Transport string   `json:"transport"` // stdio, sse, http (streamable), ws, or unknown
	Command   string   `json:"command"`
	Args      []string `json:"args"`
	URL       string   `json:"url"`
	Env       []string `json:"env"`               // names of the environment variables it is given
	SecretEnv []string `json:"secret_env"`        // those of them whose value is a secret or stands for one
	Headers   []string `json:"headers,omitempty"` // names of the HTTP headers it is sent
	Secrets   []Secret `json:"secrets,omitempty"` // secrets that stand in the file itself
	Client    string   `json:"client,omitempty"`  // the program whose configuration it is, where the path tells
	Disabled  bool     `json:"disabled,omitzero"`
	Place
}

// Secret is a secret value in a server's configuration, without the value.
type Secret struct {
	In          string `json:"in"` // env, header, args, url or settings
	Name        string `json:"name,omitempty"`
	Type        string `json:"type"` // "github-token", "password"
	Fingerprint string `json:"fingerprint"`
}

// AgentCard is an A2A agent card: how an agent introduces itself to others.
type AgentCard struct {
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	URL      string   `json:"url"`
	Provider string   `json:"provider,omitempty"`
	Version  string   `json:"version,omitempty"`
	Protocol string   `json:"protocol_version,omitempty"`
	Skills   []string `json:"skills"`
	Auth     []string `json:"auth"` // types of its security schemes
	Hint     string   `json:"hint,omitempty"`
	Place
}

// Credential is something that proves an identity.
type Credential struct {
	Kind        tabard.CredentialKind `json:"kind"`
	Type        string                `json:"type"`                  // "aws-access-key", "ssh-private-key"
	Identity    string                `json:"identity,omitempty"`    // whom it proves, as the file says
	System      string                `json:"system,omitempty"`      // where: host, account, cluster
	Name        string                `json:"name,omitempty"`        // variable, profile or context
	NativeID    string                `json:"native_id,omitempty"`   // the public id that the system gives it
	Fingerprint string                `json:"fingerprint,omitempty"` // see fingerprint.go
	Created     time.Time             `json:"created,omitzero"`
	Expires     time.Time             `json:"expires,omitzero"`
	Encrypted   bool                  `json:"encrypted,omitzero"` // a passphrase is needed
	Modified    time.Time             `json:"modified,omitzero"`  // of the file
	FileOwner   string                `json:"file_owner,omitempty"`
	Hint        string                `json:"hint,omitempty"`
	Place
}

// Identity is a principal that a file speaks of without holding its credential.
type Identity struct {
	Kind     string `json:"kind"`
	Type     string `json:"type"` // "aws-role", "kubernetes-exec"
	Identity string `json:"identity"`
	System   string `json:"system,omitempty"`
	Name     string `json:"name,omitempty"`
	Via      string `json:"via,omitempty"` // how it is become: a command, another profile
	Place
}
