// Package snapshotshared is the behavior "Disk, image or snapshot shared with another account"; README.md says how it is told.
package snapshotshared

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "snapshot-shared",
		Title:      "Disk, image or snapshot shared with another account",
		About:      "A snapshot or image was shared with another account or with everybody: a way to carry data out.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1537"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1537/"},
		Detectors:  tabard.Rules(rules),
	}
}
