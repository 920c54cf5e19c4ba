// Package compromisedkeyquarantine is the behavior "Key that AWS found public, quarantined or set free"; README.md says how it is told.
package compromisedkeyquarantine

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "compromised-key-quarantine",
		Title:      "Key that AWS found public, quarantined or set free",
		About:      "AWS attached its quarantine policy to a user whose key it found in public; or somebody took that policy away.",
		Severity:   tabard.Critical,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.001"},
		NHI:        []string{"NHI2"},
		References: []string{"https://attack.mitre.org/techniques/T1552/001/"},
		Detectors:  tabard.Rules(rules),
	}
}
