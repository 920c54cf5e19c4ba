// Package userdataread is the behavior "Start script of an instance read"; README.md says how it is told.
package userdataread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "user-data-read",
		Title:      "Start script of an instance read",
		About:      "Somebody read the user data of an instance, which often holds credentials.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.005", "T1580"},
		NHI:        []string{"NHI2"},
		References: []string{"https://attack.mitre.org/techniques/T1552/005/"},
		Detectors:  tabard.Rules(rules),
	}
}
