// Package keyforother is the behavior "Credential created for another identity"; README.md says how it is told.
package keyforother

import (
	"embed"

	"tabard.dev/tabard"
)

//go:embed *.yml
var rules embed.FS

// Behavior describes what is looked for.
func Behavior() tabard.Behavior {
	return tabard.Behavior{
		ID:          "key-for-other",
		Title:       "Credential created for another identity",
		About:       "Somebody made or reset an access key, console password, service credential, SSH key, second factor or directory password of a user other than themselves.",
		Severity:    tabard.Medium,
		Remedy:      tabard.RemedyRotate,
		MITRE:       []string{"T1098.001"},
		NHI:         []string{"NHI7"},
		References:  []string{"https://attack.mitre.org/techniques/T1098/001/"},
		FalseAlarms: []string{"Account administration by people, and by infrastructure as code."},
		Detectors:   tabard.Rules(rules),
	}
}
