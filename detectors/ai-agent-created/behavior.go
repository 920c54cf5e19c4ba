// Package aiagentcreated is the behavior "AI agent created or changed"; README.md says how it is told.
package aiagentcreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ai-agent-created",
		Title:      "AI agent created or changed",
		About:      "An agent, its tools or its aliases were created or changed.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1136"},
		NHI:        []string{"NHI1"},
		References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html"},
		Detectors:  tabard.Rules(rules),
	}
}
