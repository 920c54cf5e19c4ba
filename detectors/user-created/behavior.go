// Package usercreated is the behavior "User created or workforce access given"; README.md says how it is told.
package usercreated

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "user-created",
		Title:      "User created or workforce access given",
		About:      "A user was created, a person or group of Identity Center was given an account, a permission set was made or widened, or a group member or application was added.",
		Severity:   tabard.Low,
		Remedy:     tabard.RemedyNarrow,
		MITRE:      []string{"T1098.003", "T1136.003"},
		NHI:        []string{"NHI5"},
		References: []string{"https://attack.mitre.org/techniques/T1098/003/", "https://attack.mitre.org/techniques/T1136/003/"},
		Detectors:  tabard.Rules(rules),
	}
}
