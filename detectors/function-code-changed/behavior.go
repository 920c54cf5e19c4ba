// Package functioncodechanged is the behavior "Code or settings of a function changed"; README.md says how it is told.
package functioncodechanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "function-code-changed",
		Title:      "Code or settings of a function changed",
		About:      "The code, layers, environment, role or handler of an existing function was replaced.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyReview,
		MITRE:      []string{"T1648", "T1525"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1648/", "https://attack.mitre.org/techniques/T1525/"},
		Detectors:  tabard.Rules(rules),
	}
}
