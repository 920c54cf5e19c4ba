// Package functionchanged is the behavior "Function or its triggers changed"; README.md says how it is told.
package functionchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "function-changed",
		Title:      "Function or its triggers changed",
		About:      "A function was made, changed or deleted: its code, settings, layers, permissions, or what starts it.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1648", "T1546"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1648/", "https://attack.mitre.org/techniques/T1546/"},
		Detectors:  tabard.Rules(rules),
	}
}
