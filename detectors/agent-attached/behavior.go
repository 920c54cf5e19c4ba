// Package agentattached is the behavior "Agent, AI agent, MCP server or hook attached"; README.md says how it is told.
package agentattached

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "agent-attached",
		Title:      "Agent, AI agent, MCP server or hook attached",
		About:      "Something that acts by itself was attached to the directory: an agent, an AI agent, an MCP server, a hook, a workflow connection.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1098", "T1546", "T1136"},
		NHI:        []string{"NHI1", "NHI3"},
		ASI:        []string{"ASI04"},
		References: []string{"https://developer.okta.com/docs/reference/api/event-types/"},
		Detectors:  tabard.Rules(rules),
	}
}
