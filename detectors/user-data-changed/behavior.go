// Package userdatachanged is the behavior "Start script or role of an instance changed"; README.md says how it is told.
package userdatachanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "user-data-changed",
		Title:      "Start script or role of an instance changed",
		About:      "The start script of an instance was replaced, or another role was put on it: at its next start, or at once, it runs with other rights.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1059.009", "T1578", "T1098.003"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1059/009/", "https://attack.mitre.org/techniques/T1578/", "https://attack.mitre.org/techniques/T1098/003/"},
		Detectors:  tabard.Rules(rules),
	}
}
