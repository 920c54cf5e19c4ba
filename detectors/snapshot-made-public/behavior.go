// Package snapshotmadepublic is the behavior "Disk, image or snapshot opened to everybody"; README.md says how it is told.
package snapshotmadepublic

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "snapshot-made-public",
		Title:      "Disk, image or snapshot opened to everybody",
		About:      "A snapshot or image was shared with all accounts.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1537", "T1530"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1530/"},
		Detectors:  tabard.Rules(rules),
	}
}
