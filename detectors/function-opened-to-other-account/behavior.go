// Package functionopenedtootheraccount is the behavior "Function opened to another account"; README.md says how it is told.
package functionopenedtootheraccount

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "function-opened-to-other-account",
		Title:       "Function opened to another account",
		About:       "Another account may call a function.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyNarrow,
		MITRE:       []string{"T1098", "T1648"},
		NHI:         []string{"NHI3"},
		References:  []string{"https://attack.mitre.org/techniques/T1648/"},
		Detectors:   tabard.Rules(rules),
	}
}
