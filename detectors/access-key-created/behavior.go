// Package accesskeycreated is the behavior "Access key created"; README.md says how it is told.
package accesskeycreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "access-key-created",
		Title:      "Access key created",
		About:      "A long-lived access key was created.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		ASI:        []string{"ASI03"},
		References: []string{"https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
