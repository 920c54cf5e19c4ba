// Package resourcesdeleted is the behavior "Resources or identities deleted"; README.md says how it is told.
package resourcesdeleted

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "resources-deleted",
		Title:      "Resources or identities deleted",
		About:      "Buckets, databases, tables, instances, volumes, snapshots, clusters, stacks, functions, file systems, users, roles or keys were deleted.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1485"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1485/"},
		Detectors:  tabard.Rules(rules),
	}
}
