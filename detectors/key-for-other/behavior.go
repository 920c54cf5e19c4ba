// Package keyforother is the behavior "Access key created for another user"; README.md says how it is told.
package keyforother

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "key-for-other",
		Title:      "Access key created for another user",
		About:      "Somebody created an access key of another user: a way to act as that user.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098.001"},
		NHI:        []string{"NHI7"},
		ASI:        []string{"ASI03"},
		References: []string{"https://attack.mitre.org/techniques/T1098/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
