// Package instancesecretread is the behavior "Secret of an instance read"; README.md says how it is told.
package instancesecretread

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:         "instance-secret-read",
		Title:      "Secret of an instance read",
		About:      "The start script, console, administrator password or default key of an instance was read.",
		Severity:   tabard.Medium,
		Remedy:     tabard.RemedyRotate,
		MITRE:      []string{"T1552.005", "T1552.004"},
		NHI:        []string{"NHI2"},
		References: []string{"https://attack.mitre.org/techniques/T1552/005/", "https://attack.mitre.org/techniques/T1552/004/"},
		Detectors:  tabard.Rules(rules),
	}
}
