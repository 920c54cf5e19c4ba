// Package databasepasswordchanged is the behavior "Master password of a database changed"; README.md says how it is told.
package databasepasswordchanged

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "database-password-changed",
		Title:      "Master password of a database changed",
		About:      "The master password of a database or warehouse was set, or a temporary login for it was issued.",
		Severity:   tabard.High,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1098"},
		NHI:        []string{"NHI6"},
		References: []string{"https://attack.mitre.org/techniques/T1098/"},
		Detectors:  tabard.Rules(rules),
	}
}
