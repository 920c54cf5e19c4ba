// Package ransomnoteuploaded is the behavior "Ransom note uploaded"; README.md says how it is told.
package ransomnoteuploaded

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "ransom-note-uploaded",
		Title:      "Ransom note uploaded",
		About:      "An object was put whose name is that of a ransom note.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1486"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1486/"},
		Detectors:  tabard.Rules(rules),
	}
}
