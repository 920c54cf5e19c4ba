// Package rootkeycreated is the behavior "Access key created for root"; README.md says how it is told.
package rootkeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "root-key-created",
		Title:      "Access key created for root",
		About:      "An access key of the root user was created: it can do everything, and nothing can limit it.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyRetire,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI5", "NHI7"},
		References: []string{"https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
