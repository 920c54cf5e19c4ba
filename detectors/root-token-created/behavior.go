// Package roottokencreated is the behavior "Root token, or token without an end, made"; README.md says how it is told.
package roottokencreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-token-created",
		Title:      "Root token, or token without an end, made",
		About:      "A token that may do everything, or that outlives who made it and need never end, was made.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyRetire,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI5", "NHI7"},
		References: []string{"https://developer.hashicorp.com/vault/docs/audit"},
		Detectors:  tabard.Rules(rules),
	}
}
