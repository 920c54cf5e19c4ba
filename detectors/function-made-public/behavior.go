// Package functionmadepublic is the behavior "Function opened to everybody"; README.md says how it is told.
package functionmadepublic

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "function-made-public",
		Title:      "Function opened to everybody",
		About:      "A function may be called by anybody: its policy names everybody, or its address asks for no proof.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1190", "T1098"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1190/"},
		Detectors:  tabard.Rules(rules),
	}
}
