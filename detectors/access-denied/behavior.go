// Package accessdenied is the behavior "Call refused"; README.md says how it is told.
package accessdenied

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "access-denied",
		Title:      "Call refused",
		About:      "A call was refused for want of permission, from outside AWS itself.",
		Severity:   tabard.Info,
		Remedy:     tabard.RemedyNone,
		MITRE:      []string{"T1087.004", "T1526"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1526/"},
		Detectors:  tabard.Rules(rules),
	}
}
