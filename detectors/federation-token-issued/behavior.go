// Package federationtokenissued is the behavior "Session made to outlive a key, or to enter the console"; README.md says how it is told.
package federationtokenissued

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "federation-token-issued",
		Title:      "Session made to outlive a key, or to enter the console",
		About:      "A user key was turned into a federated session, or a script made a console sign-in link of a session: both survive the key and hide who stands behind.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1550.001", "T1078.004"},
		NHI:        []string{"NHI4", "NHI7"},
		References: []string{"https://attack.mitre.org/techniques/T1550/001/", "https://attack.mitre.org/techniques/T1078/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
